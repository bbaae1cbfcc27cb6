import 'server-only';
import type { Db } from '@/lib/kernel';
import { CHALLENGE_MINUTES } from './policy';

/**
 * What a challenge is for: whose passkey is asked for, and by which sign-in or attempt. An answer to it counts for
 * nothing else.
 */
export type Purpose =
  | { to: 'sign-in' }
  | { to: 'add' | 'reauthenticate'; userId: string; sessionId: string }
  | { to: 'factor'; userId: string; sessionId: string };

const columnsOf = (purpose: Purpose) =>
  purpose.to === 'sign-in'
    ? { purpose: 'sign-in', userId: null }
    : { purpose: `${purpose.to} ${purpose.sessionId}`, userId: purpose.userId };

/** Keeps a challenge (base64url) until its answer comes, five minutes at most. */
export async function keepChallenge(db: Db, id: string, purpose: Purpose, now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + CHALLENGE_MINUTES * 60_000);
  await db.passkeyChallenge.create({ data: { id, ...columnsOf(purpose), expiresAt } });
}

/** Uses a challenge up. True for one of many who answer it at once, and for this purpose alone. */
export async function takeChallenge(db: Db, id: string, purpose: Purpose, now: Date): Promise<boolean> {
  const { count } = await db.passkeyChallenge.deleteMany({
    where: { id, ...columnsOf(purpose), expiresAt: { gt: now } },
  });
  return count === 1;
}
