import 'server-only';
import { done, fail, useCase, wallOf } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { Nothing } from '@/lib/shared/text';
import { attemptIn } from '../factors/attempt-in';
import { costlyPage } from '../limits';
import { resetAskedMail } from '../mails';
import { openReset } from './close-reset';
import { dueAfter, openSince, whyNotReset } from './policy';

/**
 * Whether whoever gave the right password in this browser can ask for an account reset, and when the one that they
 * asked for is due.
 */
export const getAccountReset = useCase({
  name: 'accounts.getAccountReset',
  input: Nothing,
  access: 'public',
  prepare: attemptIn,
  county: ({ person }) => wallOf(person.county?.id),
  audit: 'none',
  run: async ({ db, now, prepared: { person } }) => {
    const owner = await db.user.findUniqueOrThrow({ where: { id: person.id } });
    const reason = whyNotReset(person.isStaff, owner, now);
    return done({ reason, dueAt: await openReset(db, person.id, now) });
  },
});

/**
 * Asks for every second factor to be taken away, by whoever gave the right password and has lost them all. It waits a
 * day, and its owner is told at once, by mail and wherever they are signed in. Whom `whyNotReset` refuses, the county's
 * staff help.
 */
export const askAccountReset = useCase({
  name: 'accounts.askAccountReset',
  input: Nothing,
  access: 'public',
  limits: (_input, request) => [...costlyPage(request)],
  prepare: attemptIn,
  county: ({ person }) => wallOf(person.county?.id),
  audit: () => ({ entity: 'user' }),
  run: async ({ db, now, prepared: { person }, note, mail }) => {
    note({ id: person.id });
    const owner = await db.user.findUniqueOrThrow({ where: { id: person.id } });
    const reason = whyNotReset(person.isStaff, owner, now);
    if (reason) return fail('conflict', reason);
    note({ by: person });
    // One that ran out is in nobody's way.
    await db.accountReset.updateMany({
      where: { userId: person.id, isOpen: true, dueAt: { lte: openSince(now) } },
      data: { isOpen: null, cancelledAt: now },
    });
    const dueAt = dueAfter(now);
    // Of many who ask at once, one has asked: there is one open at a time.
    const { count } = await db.accountReset.createMany({
      data: [{ userId: person.id, countyId: owner.countyId, askedAt: now, dueAt }],
      skipDuplicates: true,
    });
    if (count === 0) return fail('conflict', 'errors.accountReset.open');
    note({ after: { dueAt: dueAt.toISOString() } });
    await mail(resetAskedMail, {
      to: person.email,
      locale: languageOr(person.locale),
      data: { userId: person.id, dueAt: dueAt.toISOString() },
    });
    return done({});
  },
});
