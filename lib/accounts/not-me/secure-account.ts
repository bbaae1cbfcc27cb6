import 'server-only';
import { credentialsByEmail, linkByToken } from '@/lib/identity';
import { type Db, done, fail, useCase, wallOf } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { closeReset } from '../account-reset/close-reset';
import { costlyPage } from '../limits';
import { consumeLink } from '../links/links';
import { resetMail } from '../mails';
import { whyNotLink } from '../policy';
import { UseLink } from '../schema';
import { turnStamp } from '../sessions/turn-stamp';
import { endWaysBesidePassword } from '../ways-in';

/**
 * "This was not me", by the link of an alert: closes every way into the account (sessions, tokens, remembered browsers,
 * the password, sign-ins elsewhere, passkeys as a sign-in of their own) and mails a link to choose a new password. After
 * an alert about the address, that one is the account's again. No second factor is taken away: a mailbox is none
 * (docs/decisions/account-reset.md).
 */
export const secureAccount = useCase({
  name: 'accounts.secureAccount',
  input: UseLink,
  access: 'public',
  limits: (_input, request) => [...costlyPage(request)],
  prepare: async ({ now }, { token }) => {
    const found = await linkByToken(token);
    const reason = whyNotLink(found, ['not-me', 'not-me-address'], now);
    if (reason || !found?.user) return fail('invalid', reason ?? 'errors.link.unusable');
    const { link, user } = found;
    const hasMoved = link.purpose === 'not-me-address' && user.email !== link.email;
    const isTaken = hasMoved && (await credentialsByEmail(link.email)).user !== null;
    return done({ link, user, hasMoved, isTaken });
  },
  county: ({ link }) => wallOf(link.countyId),
  audit: () => ({ entity: 'user' }),
  run: async ({ db, now, prepared, mail, note }) => {
    const { link, user, hasMoved, isTaken } = prepared;
    note({ id: user.id });
    if (!(await consumeLink(db, link.id, now))) return fail('invalid', 'errors.link.unusable');
    note({ by: { id: user.id, email: link.email } });
    const email = hasMoved && !isTaken ? link.email : user.email;
    await db.user.update({
      where: { id: user.id },
      data: {
        passwordHash: null,
        passwordSetAt: null,
        passwordSetBy: null,
        version: { increment: 1 },
        ...(email === user.email ? {} : { email, confirmedAt: now }),
      },
    });
    if (email !== user.email) note({ before: { email: user.email }, after: { email } });
    await turnStamp(db, user.id, { now, because: 'not its owner' });
    await endWaysBesidePassword(db, user.id);
    await closeReset(db, user.id, now);
    await endLaterAlerts(db, user.id, link.id);
    // To nobody, where the address is another account's by now: the one that stands there may be the stranger's.
    if (!isTaken) await mail(resetMail, { to: email, locale: languageOr(user.locale) });
    return done({ isMailed: !isTaken });
  },
});

/**
 * Alerts of the same time and later are answered by this one. Some of them may have gone to a stranger's address, and
 * their links would bring that back. Earlier ones went to whoever had the account before, and stay.
 */
async function endLaterAlerts(db: Db, userId: string, linkId: string): Promise<void> {
  const { createdAt } = await db.singleUseLink.findUniqueOrThrow({ where: { id: linkId } });
  await db.singleUseLink.deleteMany({
    where: {
      userId,
      usedAt: null,
      purpose: { in: ['not-me', 'not-me-address'] },
      createdAt: { gte: createdAt },
    },
  });
}
