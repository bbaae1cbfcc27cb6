import 'server-only';
import type { Db } from '@/lib/kernel';

/** Cancels the account reset of a person that waits, if one does, with its link. Answers whether there was one. */
export async function closeReset(db: Db, userId: string, now: Date): Promise<boolean> {
  const { count } = await db.accountReset.updateMany({
    where: { userId, isOpen: true },
    data: { isOpen: null, cancelledAt: now },
  });
  if (count === 0) return false;
  await db.singleUseLink.deleteMany({
    where: { userId, purpose: { in: ['account-reset', 'cancel-reset'] }, usedAt: null },
  });
  return true;
}
