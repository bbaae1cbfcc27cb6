import 'server-only';
import { type Db, done, useCase } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
import { openSince } from './policy';

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

/** When the account reset of a person that waits is due; null when none does. Their browsers say so, beside their mail. */
export async function openReset(db: Db, userId: string, now: Date): Promise<string | null> {
  const open = await db.accountReset.findFirst({
    where: { userId, isOpen: true, dueAt: { gt: openSince(now) } },
  });
  return open?.dueAt.toISOString() ?? null;
}

/** Cancels the own account reset, where its owner is still signed in: whoever asked for it has lost nothing of theirs. */
export const cancelOwnReset = useCase({
  name: 'accounts.cancelOwnReset',
  input: Nothing,
  access: 'account.manage',
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, note }) => {
    note({ id: actor.id });
    await closeReset(db, actor.id, now);
    return done({});
  },
});
