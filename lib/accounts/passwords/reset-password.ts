import 'server-only';
import { randomUUID } from 'node:crypto';
import { countyById, linkByToken } from '@/lib/identity';
import { done, fail, failFields, useCase, wallOf } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import type { MessageKey } from '@/messages/keys';
import { costlyPage, mailLimits } from '../limits';
import { consumeLink, endLinks } from '../links/links';
import { passwordChangedMail, resetMail } from '../mails';
import { whyNotLink } from '../policy';
import { AddressOnly, ResetPassword } from '../schema';
import { endSessions } from '../sessions/open-session';
import { deviceCookieFor } from '../sign-in/known-device';
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
 * Sets a new password by a mailed link. Every session and token of the person ends, the owner is told by mail, nobody
 * is signed in. A password that is refused does not use the link up.
 */
export const resetPassword = useCase({
  name: 'accounts.resetPassword',
  input: ResetPassword,
  access: 'public',
  limits: (_input, request) => [costlyPage(request)],
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
    const owner = await db.user.update({
      where: { id: user.id },
      // A new stamp ends every session and token. Whoever reads the mail owns the address: it is confirmed.
      data: { passwordHash, securityStamp: randomUUID(), version: { increment: 1 } },
    });
    if (!owner.confirmedAt) await db.user.update({ where: { id: user.id }, data: { confirmedAt: now } });
    await endSessions(db, { userId: user.id }, now, 'password reset');
    await endLinks(db, user.id);
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
