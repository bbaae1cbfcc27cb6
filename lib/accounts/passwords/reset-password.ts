import 'server-only';
import { countyById, linkByToken } from '@/lib/identity';
import { done, fail, failFields, useCase, wallOf } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import type { MessageKey } from '@/messages/keys';
import { closeReset } from '../account-reset/close-reset';
import { costlyPage, mailLimits } from '../limits';
import { consumeLink } from '../links/links';
import { passwordChangedMail, resetMail } from '../mails';
import { whyNotLink } from '../policy';
import { AddressOnly, ResetPassword } from '../schema';
import { turnStamp } from '../sessions/turn-stamp';
import { deviceCookieFor } from '../sign-in/known-device';
import { endWaysBesidePassword, endWaysInOfBefore } from '../ways-in';
import { passwordSet } from './password-set';
import { whyNotPassword } from './policy';
import { passwordRule } from './rule';

/** Asks for a reset link. Same answer, same cost for every address: who it belongs to is looked up when the mail leaves. */
export const requestPasswordReset = useCase({
  name: 'accounts.requestPasswordReset',
  input: AddressOnly,
  access: 'public',
  limits: ({ email }, request) => mailLimits('reset', email, request),
  // Whose address it is, is found out later: it is nobody's event yet, whoever is signed in.
  county: () => null,
  audit: ({ email }) => ({ entity: 'user', after: { email } }),
  run: async ({ request, mail }, { email }) => {
    await mail(resetMail, { to: email, locale: request.locale });
    return done({});
  },
});

/**
 * Sets a new password by a mailed link. Whatever is open ends, sign-ins elsewhere are unlinked, passkeys are a second
 * factor alone; where nobody had proven the address yet, every factor goes, too. The owner is told by mail, nobody is
 * signed in. A password that is refused does not use the link up.
 */
export const resetPassword = useCase({
  name: 'accounts.resetPassword',
  input: ResetPassword,
  access: 'public',
  limits: (_input, request) => [...costlyPage(request)],
  alsoWrong: async ({ token, password }, _actor, now) => {
    const found = token === undefined ? null : await usableLink(token, now);
    return found && password !== undefined ? faultsOfNew(password, found.user) : {};
  },
  prepare: async ({ hasher, now }, { token, password }) => {
    const found = await usableLink(token, now);
    if (!found) return fail('invalid', 'errors.link.unusable');
    const { user } = found;
    const faults = await faultsOfNew(password, user);
    if (faults.password) return failFields(faults);
    return done({ linkId: found.link.id, user, passwordHash: await hasher.hash(password) });
  },
  county: ({ user }) => wallOf(user.countyId),
  audit: () => ({ entity: 'user' }),
  run: async ({ db, now, request, prepared, mail, note }) => {
    const { linkId, user, passwordHash } = prepared;
    note({ id: user.id });
    if (!(await consumeLink(db, linkId, now))) return fail('invalid', 'errors.link.unusable');
    note({ by: user });
    const before = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    // Whoever reads the mail owns the address, and is the first to prove it where it was not confirmed yet.
    if (!before.confirmedAt) await endWaysInOfBefore(db, before, now);
    // Without a password the others were how its owner got in, and this link only adds one.
    else if (before.passwordHash) await endWaysBesidePassword(db, user.id);
    const owner = await db.user.update({
      where: { id: user.id },
      data: {
        ...passwordSet(passwordHash, 'mail', now),
        wrongCodes: 0,
        confirmedAt: before.confirmedAt ?? now,
        version: { increment: 1 },
      },
    });
    await closeReset(db, user.id, now);
    await turnStamp(db, user.id, { now, because: 'password reset' });
    await mail(passwordChangedMail, {
      to: owner.email,
      locale: languageOr(owner.locale),
      data: { at: now.toISOString() },
    });
    // Whoever reads the account's mail is let in here while strangers try its password.
    return done({ deviceCookie: deviceCookieFor(owner.email, request.cookies.device) });
  },
});

type Found = NonNullable<Awaited<ReturnType<typeof linkByToken>>>;
type Usable = Found & { user: NonNullable<Found['user']> };

/** The link and whose it is; null for one that does not count any more. */
async function usableLink(token: string, now: Date): Promise<Usable | null> {
  const found = await linkByToken(token);
  const { user } = found ?? {};
  return found && user && !whyNotLink(found, ['reset', 'invite'], now) ? { ...found, user } : null;
}

async function faultsOfNew(password: string, user: Usable['user']): Promise<{ password?: MessageKey[] }> {
  const county = await countyById(user.countyId);
  const faults = whyNotPassword(password, {
    ...passwordRule(county?.settings),
    email: user.email,
    names: [user.firstName, user.lastName],
    ...(county ? { countyName: county.name } : {}),
  });
  return faults.length > 0 ? { password: faults } : {};
}
