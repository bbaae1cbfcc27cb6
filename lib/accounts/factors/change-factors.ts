import 'server-only';
import type { Db, Person } from '@/lib/kernel';
import { freshen } from '../sessions/open-session';
import { turnStamp } from '../sessions/turn-stamp';
import { settleFactors } from './factors';

const ownerOf = ({ id, county }: Person) => ({ id, countyId: county?.id ?? null });

/**
 * After a factor of one's own was added, and so proven. What was opened with less ends, unless its owner keeps it: a
 * thief of the password may be among it.
 */
export async function factorAdded(
  db: Db,
  actor: Person,
  { now, keepOthers }: { now: Date; keepOthers: boolean },
): Promise<void> {
  await settleFactors(db, ownerOf(actor), now);
  await freshen(db, actor, { now, byFactor: true });
  if (!keepOthers) await turnStamp(db, actor.id, { now, because: 'factor added', by: actor });
}

/** After a factor of one's own was taken away. Everything else that is open ends. */
export async function factorRemoved(db: Db, actor: Person, now: Date): Promise<void> {
  await settleFactors(db, ownerOf(actor), now);
  await turnStamp(db, actor.id, { now, because: 'factor removed', by: actor });
}
