import 'server-only';
import type { Db } from '@/lib/kernel';

/** The where of the living service tokens that somebody made. They outlive their maker, and may be known to them. */
export const madeBy = (userId: string, now: Date) => ({
  createdById: userId,
  userId: null,
  revokedAt: null,
  expiresAt: { gt: now },
});

/** Revokes the service tokens that somebody made who is to have the county's credentials no more; answers their names. */
export async function revokeMadeBy(db: Db, userId: string, now: Date): Promise<string[]> {
  const revoked = await db.apiToken.updateManyAndReturn({
    where: madeBy(userId, now),
    data: { revokedAt: now },
    select: { name: true },
  });
  return revoked.map(({ name }) => name).sort();
}
