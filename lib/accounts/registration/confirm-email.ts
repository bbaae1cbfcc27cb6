import 'server-only';
import { credentialsByEmail, linkByToken } from '@/lib/identity';
import { done, fail, failFields, useCase, wallOf } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { costlyPage, linkPasswordLimits, mailLimits } from '../limits';
import { consumeLink } from '../links/links';
import { confirmMail, emailChangedMail } from '../mails';
import { passwordSet } from '../passwords/password-set';
import { MAX_PASSWORD_LENGTH, passwordLength } from '../passwords/policy';
import { whyNotLink } from '../policy';
import { AddressOnly, ConfirmEmail } from '../schema';
import { turnStamp } from '../sessions/turn-stamp';
import { endWaysInOfBefore } from '../ways-in';
import { askedHere } from './asked-here';
import { createAccount } from './register';

/** Sends another confirm link, if the address waits for one. The answer is the same for every address. */
export const requestConfirmation = useCase({
  name: 'accounts.requestConfirmation',
  input: AddressOnly,
  access: 'public',
  limits: ({ email }, request) => mailLimits('confirm', email, request),
  // Whose address it is, is found out later: it is nobody's event yet, whoever is signed in.
  county: () => null,
  audit: ({ email }) => ({ entity: 'user', after: { email } }),
  run: async ({ request, mail }, { email }) => {
    await mail(confirmMail, { to: email, locale: request.locale });
    return done({});
  },
});

/**
 * Opens a confirm link: a pending registration becomes the account, an address becomes confirmed, or a changed
 * address takes the old one's place. It counts for whoever asked for it: by their browser or session, or by the password
 * that was chosen with the address. Nobody is signed in by it.
 */
export const confirmEmail = useCase({
  name: 'accounts.confirmEmail',
  input: ConfirmEmail,
  access: 'public',
  limits: ({ token, password }, request) => [
    ...costlyPage(request),
    ...(password === undefined ? [] : linkPasswordLimits(token)),
  ],
  prepare: async ({ now, actor, request, hasher }, { token, password }) => {
    const found = await linkByToken(token);
    const reason = whyNotLink(found, ['confirm', 'change-email'], now);
    if (reason || !found) return fail('invalid', reason ?? 'errors.link.unusable');
    const taken =
      found.link.purpose === 'change-email' && (await credentialsByEmail(found.link.email)).user !== null;
    if (taken) return fail('invalid', 'errors.link.unusable');
    const asks = askedHere(found, actor, request);
    if (asks === 'session') return fail('invalid', 'errors.link.sessionThatAsked');
    if (asks === 'button') return done({ ...found, isTheirs: true });
    if (password === undefined) return failFields({ password: ['errors.link.otherBrowser'] });
    const isTooLong = passwordLength(password) > MAX_PASSWORD_LENGTH;
    const { user } = await credentialsByEmail(found.link.email);
    const hash = found.pending ? found.pending.passwordHash : (user?.passwordHash ?? null);
    return !isTooLong && (await hasher.verify(password, hash)).matches
      ? done({ ...found, isTheirs: false })
      : failFields({ password: ['errors.link.otherPassword'] });
  },
  county: ({ link }) => wallOf(link.countyId),
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, prepared, mail, note }) => {
    const { link, user, pending, isTheirs } = prepared;
    const unusable = () => fail('invalid', 'errors.link.unusable');
    if (!(await consumeLink(db, link.id, now))) return unusable();

    if (pending) {
      const account = await createAccount(db, {
        countyId: pending.countyId,
        email: pending.email,
        ...passwordSet(pending.passwordHash, 'registration', new Date(pending.createdAt)),
        firstName: pending.firstName,
        lastName: pending.lastName,
        phoneNumber: pending.phoneNumber,
        locale: pending.locale,
        confirmedAt: now,
      });
      if (!account) return unusable();
      await db.pendingRegistration.deleteMany({ where: { email: pending.email } });
      note({ id: account.id, by: account, after: { email: account.email, confirmed: true } });
      return done({ email: account.email });
    }
    if (!user) return unusable();
    note({
      id: user.id,
      by: user,
      before: { email: user.email },
      after: { email: link.email, confirmed: true },
    });
    const isChange = link.purpose === 'change-email';
    if (isChange)
      await mail(emailChangedMail, {
        to: user.email,
        locale: languageOr(user.locale),
        data: { newEmail: link.email, userId: user.id, at: now.toISOString() },
      });
    if (!isTheirs) await endWaysInOfBefore(db, user, now);
    await db.user.update({
      where: { id: user.id },
      data: { email: link.email, confirmedAt: now, version: { increment: 1 } },
    });
    const by = isTheirs && actor.kind === 'person' ? { by: actor } : {};
    if (isChange || !isTheirs) await turnStamp(db, user.id, { now, because: 'address proven', ...by });
    return done({ email: link.email });
  },
});
