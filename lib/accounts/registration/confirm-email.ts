import 'server-only';
import { credentialsByEmail, linkByToken } from '@/lib/identity';
import { done, fail, useCase, wallOf } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { costlyPage, mailLimits } from '../limits';
import { consumeLink, endLinks } from '../links/links';
import { confirmMail, emailChangedMail } from '../mails';
import { whyNotLink } from '../policy';
import { AddressOnly, UseLink } from '../schema';
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
 * address takes the old one's place. Nobody is signed in by it.
 */
export const confirmEmail = useCase({
  name: 'accounts.confirmEmail',
  input: UseLink,
  access: 'public',
  limits: (_input, request) => [costlyPage(request)],
  prepare: async ({ now }, { token }) => {
    const found = await linkByToken(token);
    const reason = whyNotLink(found, ['confirm', 'change-email'], now);
    if (reason || !found) return fail('invalid', reason ?? 'errors.link.unusable');
    const taken =
      found.link.purpose === 'change-email' && (await credentialsByEmail(found.link.email)).user !== null;
    return taken ? fail('invalid', 'errors.link.unusable') : done(found);
  },
  county: ({ link }) => wallOf(link.countyId),
  audit: () => ({ entity: 'user' }),
  run: async ({ db, now, prepared, mail, note }) => {
    const { link, user, pending } = prepared;
    const unusable = () => fail('invalid', 'errors.link.unusable');
    if (!(await consumeLink(db, link.id, now))) return unusable();

    if (pending) {
      const account = await createAccount(db, {
        countyId: pending.countyId,
        email: pending.email,
        passwordHash: pending.passwordHash,
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
    if (link.purpose === 'change-email') {
      await endLinks(db, user.id);
      await mail(emailChangedMail, {
        to: user.email,
        locale: languageOr(user.locale),
        data: { newEmail: link.email, userId: user.id, at: now.toISOString() },
      });
    }
    await db.user.update({
      where: { id: user.id },
      data: { email: link.email, confirmedAt: now, version: { increment: 1 } },
    });
    return done({ email: link.email });
  },
});
