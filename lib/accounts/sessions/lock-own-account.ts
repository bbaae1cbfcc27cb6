import 'server-only';
import type { Db, Person } from '@/lib/kernel';

/**
 * Locks the caller's row and answers its stamp; null when their session has ended since the request began (the password
 * was changed, an administrator ended it). Who makes a token
 * or changes the ways into the account asks: what they make would outlive the session that made it, and of two who
 * change at once, the second sees what the first has left.
 */
export async function lockOwnAccount(db: Db, actor: Person): Promise<string | null> {
  if (actor.via.kind !== 'session') return null;
  await db.$queryRaw`select "id" from "User" where "id" = ${actor.id} for no key update`;
  const user = await db.user.findFirst({
    where: { id: actor.id, active: true },
    select: { securityStamp: true },
  });
  if (!user) return null;
  const session = await db.session.findFirst({
    where: { id: actor.via.id, endedAt: null, securityStamp: user.securityStamp },
    select: { id: true },
  });
  return session && user.securityStamp;
}
