import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Db, Person } from '@/lib/kernel';
import { endLinks } from '../links/links';
import { endSessions } from './open-session';

/**
 * Ends whatever opens an account because it was opened once: sessions, attempts, tokens, remembered browsers and links
 * carry a copy of the stamp, and a copy of an old one counts for nothing. Which events turn it, and what outlives them:
 * docs/security.md, "What ends what".
 * @param by whoever acts in their own account: what they act by goes on
 * @returns how many sessions have ended
 */
export async function turnStamp(
  db: Db,
  userId: string,
  { now, because, by }: { now: Date; because: string; by?: Person },
): Promise<number> {
  const securityStamp = randomUUID();
  await db.user.update({ where: { id: userId }, data: { securityStamp } });
  const kept = { id: by?.via.id ?? '', userId };
  await db.session.updateMany({ where: kept, data: { securityStamp } });
  await db.apiToken.updateMany({ where: kept, data: { securityStamp } });
  const ended = await endSessions(db, { userId, id: { not: kept.id } }, now, because);
  await db.rememberedDevice.deleteMany({ where: { userId } });
  await endLinks(db, userId);
  return ended;
}
