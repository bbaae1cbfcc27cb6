import 'server-only';
import { credentialsByEmail, linkByToken } from '@/lib/identity';
import { done, fail, failFields, useCase, wallOf } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { dropFactors } from '../factors/factors';
import { costlyPage, linkPasswordLimits } from '../limits';
import { consumeLink } from '../links/links';
import { resetDoneMail } from '../mails';
import { MAX_PASSWORD_LENGTH, passwordLength } from '../passwords/policy';
import { whyNotLink } from '../policy';
import { FinishReset, UseLink } from '../schema';
import { turnStamp } from '../sessions/turn-stamp';
import { worksForCounty } from '../works-for-county';
import { closeReset } from './close-reset';
import { whyNotReset } from './policy';

/**
 * Takes every second factor of a person away who has asked for that, waited a day, and proves both that they read the
 * account's mail (the link) and that they know its password. Every session and token ends; nobody is signed in.
 */
export const finishAccountReset = useCase({
  name: 'accounts.finishAccountReset',
  input: FinishReset,
  access: 'public',
  limits: ({ token }, request) => [...costlyPage(request), ...linkPasswordLimits(token)],
  prepare: async ({ hasher, now }, { token, password }) => {
    const found = await linkByToken(token);
    const reason = whyNotLink(found, ['account-reset'], now);
    if (reason || !found?.user) return fail('invalid', reason ?? 'errors.link.unusable');
    const wrong = () => failFields({ password: ['errors.password.wrong'] });
    if (passwordLength(password) > MAX_PASSWORD_LENGTH) return wrong();
    const { user } = await credentialsByEmail(found.user.email);
    const { matches } = await hasher.verify(password, user?.passwordHash ?? null);
    if (!user || !matches) return wrong();
    return done({ linkId: found.link.id, user });
  },
  county: ({ user }) => wallOf(user.countyId),
  audit: () => ({ entity: 'user' }),
  run: async ({ db, now, prepared, note, mail }) => {
    const { linkId, user } = prepared;
    note({ id: user.id });
    const unusable = () => fail('invalid', 'errors.link.unusable');
    const { count } = await db.accountReset.updateMany({
      where: { userId: user.id, isOpen: true, dueAt: { lte: now } },
      data: { isOpen: null, doneAt: now },
    });
    const owner = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    const isStaff = await worksForCounty(db, user.id);
    // Cancelled meanwhile; or somebody who could not ask any more by now.
    if (count === 0 || whyNotReset(isStaff, owner, now)) return unusable();
    if (!(await consumeLink(db, linkId, now))) return unusable();
    // The password was changed since it was checked: then it was not the right one.
    const changed = await db.user.updateMany({
      where: { id: user.id, active: true, securityStamp: user.securityStamp },
      data: { version: { increment: 1 } },
    });
    if (changed.count === 0) return unusable();
    note({ by: user });
    const dropped = await dropFactors(db, user, now);
    await turnStamp(db, user.id, { now, because: 'account reset' });
    note({ before: { factors: dropped }, after: { factors: 0 } });
    await mail(resetDoneMail, {
      to: user.email,
      locale: languageOr(user.locale),
      data: { userId: user.id, at: now.toISOString() },
    });
    return done({});
  },
});

/** Cancels an account reset, by the link in the mail that told of it. Used twice, there is nothing left to cancel. */
export const cancelAccountReset = useCase({
  name: 'accounts.cancelAccountReset',
  input: UseLink,
  access: 'public',
  limits: (_input, request) => [...costlyPage(request)],
  prepare: async ({ now }, { token }) => {
    const found = await linkByToken(token);
    const reason = whyNotLink(found, ['cancel-reset'], now);
    return reason || !found?.user ? fail('invalid', reason ?? 'errors.link.unusable') : done(found);
  },
  county: ({ link }) => wallOf(link.countyId),
  audit: () => ({ entity: 'user' }),
  run: async ({ db, now, prepared: { link, user }, note }) => {
    const unusable = () => fail('invalid', 'errors.link.unusable');
    if (!user) return unusable();
    note({ id: user.id });
    if (!(await consumeLink(db, link.id, now))) return unusable();
    if (!(await closeReset(db, user.id, now))) return unusable();
    note({ by: user });
    return done({});
  },
});
