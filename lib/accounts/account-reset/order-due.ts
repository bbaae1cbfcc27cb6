import 'server-only';
import { z } from 'zod';
import { done, orderMail, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { resetReadyMail } from '../mails';
import { openSince } from './policy';

type Due = { userId: string; countyId: string | null };

/**
 * Orders the mails of account resets that have waited long enough, each once, and closes those that nobody used. In
 * every process; the statement sees to it that one of them orders a mail. Answers how many mails.
 */
export const orderDueResets = useCase({
  name: 'accounts.orderDueResets',
  access: 'system',
  input: z.object({}),
  audit: 'none',
  async run({ db, now, record }) {
    const closed = await db.accountReset.updateMany({
      where: { isOpen: true, dueAt: { lte: openSince(now) } },
      data: { isOpen: null, cancelledAt: now },
    });
    const due = await db.$queryRaw<Due[]>`
      update "AccountReset" set "toldAt" = ${now}
      where "isOpen" and "toldAt" is null and "dueAt" <= ${now} returning "userId", "countyId"`;
    for (const { userId, countyId } of due) {
      const user = await db.user.findUnique({ where: { id: userId } });
      if (user?.active)
        await orderMail(
          db,
          countyId,
          resetReadyMail,
          { to: user.email, locale: languageOr(user.locale), data: { userId } },
          now,
        );
    }
    const count = closed.count + due.length;
    if (count > 0) await record({ after: { count } });
    return done(count);
  },
});
