import 'server-only';
import { z } from 'zod';
import { credentialsByEmail } from '@/lib/identity';
import { behindTheWall, type Db, defineMail, type LeavingMail, places, wallOf } from '@/lib/kernel';
import { composeMail } from '@/lib/notices';
import { describeUserAgent } from '@/lib/platform/user-agent';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import type { Language } from '@/lib/shared/languages';
import { paths } from '@/lib/shared/paths';
import type { MailWords } from '@/messages/keys';
import { createLink, type LinkSubject } from './links/links';
import { notMePath } from './not-me/alert-link';
import type { LinkPurpose } from './policy';

/**
 * The mails of accounts, composed when they leave; every export is one. Here, and not in the request, it is found out
 * whom an address belongs to: a request answers and costs the same for every address. What a stranger ordered belongs
 * to no county until then, so the county's languages are asked here; those of every other mail are the outbox's.
 */

const nothing = z.object({});
const ofUser = z.object({ userId: z.string() });

export const resetMail = defineMail('reset-password', nothing, async (mail) => {
  const { user } = await credentialsByEmail(mail.to);
  return user?.active ? linkMail(mail, 'reset', paths.passwordReset.mailed, ofAccount(user)) : null;
});

export const inviteMail = defineMail('invite', nothing, async (mail) => {
  const { user } = await credentialsByEmail(mail.to);
  if (!user?.active) return null;
  const county = (await countyOf(user.countyId))?.name ?? 'County Services';
  return linkMail(mail, 'invite', paths.passwordReset.mailed, ofAccount(user), { values: { county } });
});

export const registrationMail = defineMail(
  'confirm-registration',
  z.object({ pendingRegistrationId: z.string() }),
  async (mail) => {
    const { user } = await credentialsByEmail(mail.to);
    return user
      ? addressTaken(await languageFor(user.countyId, mail.locale))
      : confirmMailTo(mail, ofPending(mail, mail.data.pendingRegistrationId));
  },
);

export const confirmMail = defineMail('confirm', nothing, async (mail) => {
  const { user, pending } = await credentialsByEmail(mail.to);
  if (!user) return pending ? confirmMailTo(mail, ofPending(mail, pending.id)) : null;
  if (!user.active || user.confirmedAt) return null;
  // Who was invited has no password by which they could confirm: they choose one, and that confirms.
  return user.passwordHash
    ? confirmMailTo(mail, ofUnconfirmed(user))
    : inviteMail.compose({ ...mail, data: {} });
});

const ofSession = ofUser.extend({ sessionId: z.string() });
export const changeEmailMail = defineMail('change-email', ofSession, async (mail) => {
  if ((await credentialsByEmail(mail.to)).user) return addressTaken(mail.locale);
  return linkMail(mail, 'change-email', paths.confirmation.mailed, {
    wall: wallOf(mail.countyId),
    find: async (db) => {
      const { userId, sessionId } = mail.data;
      const user = await db.user.findUnique({ where: { id: userId } });
      if (!user?.active) return null;
      const { countyId, securityStamp } = user;
      return { countyId, userId, securityStamp, sessionId };
    },
  });
});

export const resetAskedMail = defineMail(
  'account-reset-asked',
  ofUser.extend({ dueAt: z.iso.datetime() }),
  async (mail) => {
    const due = await timeOf(mail, mail.data.dueAt, { dateStyle: 'full', timeStyle: 'short' });
    return linkMail(mail, 'cancel-reset', paths.accountReset.mailedCancel, ofOpenReset(mail), {
      values: { due },
    });
  },
);

export const resetReadyMail = defineMail('account-reset-ready', ofUser, (mail) =>
  linkMail(mail, 'account-reset', paths.accountReset.mailed, ofOpenReset(mail)),
);

/** For whom a link is made: found behind the wall of a county, in the transaction that makes it. */
type Owner = { wall: string; find: (db: Db) => Promise<Subject | null> };

/** With a confirm link: who registered or asked, and, for a registration, from where. */
type Subject = LinkSubject & { registered?: Registered };
type Registered = { name: string; at: string; ip?: string; userAgent?: string };

type Stamped = { id: string; countyId: string | null; securityStamp: string };

/** A mail whose button is a link that is made now; null where there is nobody to make it for. */
async function linkMail(
  { name, to, locale, now }: LeavingMail<unknown, MailWords>,
  purpose: LinkPurpose,
  page: (token: string) => string,
  { wall, find }: Owner,
  { values = {} }: { values?: Record<string, string> } = {},
) {
  const made = await behindTheWall(wall, async (db) => {
    const found = await find(db);
    if (!found) return null;
    const { registered, ...subject } = found;
    const { countyId } = subject;
    return { countyId, registered, token: await createLink(db, purpose, { ...subject, email: to }, now) };
  });
  if (!made) return null;
  const { countyId, registered, token } = made;
  const language = await languageFor(countyId, locale);
  const words = registered ? await registeredWords(registered, { locale: language, countyId }) : values;
  return composeMail(name, language, { path: page(token), values: words });
}

/** Who registered, as a mail says it, so that nobody confirms a stranger's registration for their own. */
async function registeredWords({ name, at, ip = '', userAgent }: Registered, mail: Written) {
  return {
    name: name || '–',
    at: await timeOf(mail, at, { dateStyle: 'full', timeStyle: 'short' }),
    ip,
    device: userAgent === undefined ? 'none' : deviceOf(userAgent),
    // No place is the word `none`: the message then leaves out its line.
    place: (ip && places()?.placeOf(ip, mail.locale)) || 'none',
  };
}

function deviceOf(userAgent: string): string {
  const { browser, os } = describeUserAgent(userAgent);
  return [browser, os].filter(Boolean).join(', ') || '-';
}

const confirmMailTo = (mail: LeavingMail<unknown>, owner: Owner) =>
  linkMail({ ...mail, name: 'confirm' }, 'confirm', paths.confirmation.mailed, owner);

const addressTaken = (language: Language) =>
  composeMail('address-taken', language, { path: paths.signIn.start() });

function ofAccount({ id: userId, countyId, securityStamp }: Stamped): Owner {
  return {
    wall: wallOf(countyId),
    find: async () => ({ countyId, userId, securityStamp }),
  };
}

/** An account whose address nobody has proven yet. */
function ofUnconfirmed(user: Stamped & { firstName: string; lastName: string }): Owner {
  const { wall } = ofAccount(user);
  return {
    wall,
    find: async (db) => {
      const { createdAt } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
      const { id: userId, countyId, securityStamp } = user;
      const registered = { name: nameOf(user), at: createdAt.toISOString() };
      return { countyId, userId, securityStamp, registered };
    },
  };
}

const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`.trim();

/** A stranger's registration: of which county, its row says. The address must be the mail's. */
function ofPending({ to, now }: LeavingMail<unknown>, pendingRegistrationId: string): Owner {
  return {
    wall: '*',
    find: async (db) => {
      const pending = await db.pendingRegistration.findUnique({ where: { id: pendingRegistrationId } });
      if (pending?.email !== to || pending.expiresAt <= now) return null;
      const { countyId, ip, userAgent, createdAt } = pending;
      const registered = { name: nameOf(pending), at: createdAt.toISOString(), ip, userAgent };
      return { countyId, pendingRegistrationId, registered };
    },
  };
}

/** The person whose account reset still waits. */
function ofOpenReset({ countyId, data: { userId } }: LeavingMail<{ userId: string }>): Owner {
  return {
    wall: wallOf(countyId),
    find: async (db) => {
      const open = await db.accountReset.count({ where: { userId, isOpen: true, user: { active: true } } });
      return open > 0 ? { countyId, userId } : null;
    },
  };
}

/** `at`: when it happened. `userId`: whose it is, where the address that is told may be an old one. */
const alert = z.object({ at: z.iso.datetime(), userId: z.string().optional() });
type Alert = z.output<typeof alert>;

/** An alert says what happened in the words of its name, and how to answer that it was not you. */
async function alertMail(
  mail: LeavingMail<Alert, MailWords>,
  { path = paths.security.show(), values = {} }: { path?: string; values?: Record<string, string> } = {},
) {
  return composeMail(mail.name, mail.locale, { path, notMePath: await notMePath(mail), values });
}

export const passwordChangedMail = defineMail('password-changed', alert, (mail) => alertMail(mail));
export const factorAddedMail = defineMail('factor-added', alert, (mail) => alertMail(mail));
export const wrongCodesMail = defineMail('wrong-codes', alert, (mail) => alertMail(mail));
export const factorRemovedMail = defineMail('factor-removed', alert, (mail) => alertMail(mail));
export const codesRenewedMail = defineMail('codes-renewed', alert, (mail) => alertMail(mail));
export const resetDoneMail = defineMail('account-reset-done', alert, (mail) => alertMail(mail));

const namedAlert = alert.extend({ name: z.string() });
export const passkeyAddedMail = defineMail('passkey-added', namedAlert, (mail) =>
  alertMail(mail, { values: { name: mail.data.name } }),
);
export const passkeyRemovedMail = defineMail('passkey-removed', namedAlert, (mail) =>
  alertMail(mail, { values: { name: mail.data.name } }),
);

const providerAlert = alert.extend({ provider: z.string() });
export const providerLinkedMail = defineMail('provider-linked', providerAlert, (mail) =>
  alertMail(mail, { values: { provider: mail.data.provider } }),
);
export const providerUnlinkedMail = defineMail('provider-unlinked', providerAlert, (mail) =>
  alertMail(mail, { values: { provider: mail.data.provider } }),
);

const addressAlert = alert.extend({ newEmail: z.string() });
export const emailChangeAskedMail = defineMail('email-change-asked', addressAlert, async (mail) =>
  composeMail(mail.name, mail.locale, {
    path: paths.security.show(),
    notMePath: await notMePath(mail, { isAboutAddress: true }),
    values: { newEmail: mail.data.newEmail },
  }),
);
export const emailChangedMail = defineMail('email-changed', addressAlert, async (mail) =>
  composeMail(mail.name, mail.locale, {
    notMePath: await notMePath(mail, { isAboutAddress: true }),
    values: { newEmail: mail.data.newEmail },
  }),
);

export const newDeviceMail = defineMail(
  'new-device',
  alert.extend({ userAgent: z.string(), ip: z.string() }),
  async (mail) => {
    const { userAgent, ip, at } = mail.data;
    return alertMail(mail, {
      values: {
        device: deviceOf(userAgent),
        ip,
        // No place is the word `none`: the message then leaves out its line.
        place: places()?.placeOf(ip, mail.locale) ?? 'none',
        at: await timeOf(mail, at, { dateStyle: 'full', timeStyle: 'short' }),
      },
    });
  },
);

const token = z.object({ name: z.string(), expiresAt: z.iso.datetime() });
export const tokenCreatedMail = defineMail('token-created', alert.extend(token.shape), async (mail) =>
  alertMail(mail, { path: paths.tokens.list(), values: await tokenWords(mail) }),
);
/** A county's token outlives the account that made it: it is revoked by hand. */
export const serviceTokenCreatedMail = defineMail('service-token-created', token, async (mail) =>
  composeMail(mail.name, mail.locale, { path: paths.serviceTokens.list(), values: await tokenWords(mail) }),
);

async function tokenWords(mail: LeavingMail<z.output<typeof token>>) {
  const { name, expiresAt } = mail.data;
  return { name, until: await timeOf(mail, expiresAt, { dateStyle: 'long' }) };
}

export const factorsResetMail = defineMail(
  'factors-reset',
  z.object({ reason: z.string() }),
  async ({ name, locale, data }) =>
    composeMail(name, locale, { path: paths.signIn.start(), values: { reason: data.reason || '–' } }),
);

async function countyOf(countyId: string | null) {
  return countyId ? behindTheWall(countyId, (db) => db.county.findUnique({ where: { id: countyId } })) : null;
}

/** The language of a mail to somebody of this county: the one that was asked for, where the county offers it. */
async function languageFor(countyId: string | null, asked: Language): Promise<Language> {
  return languageIn(countySettings((await countyOf(countyId))?.settings), asked);
}

/** In which language, and by whose clock. */
type Written = Pick<LeavingMail<unknown>, 'locale' | 'countyId'>;

/** A moment as it is written in a mail: in its language, by the county's clock. */
async function timeOf(
  { locale, countyId }: Written,
  moment: string,
  style: Intl.DateTimeFormatOptions,
): Promise<string> {
  const county = await countyOf(countyId);
  const timeZone = county ? countySettings(county.settings).timeZone : 'UTC';
  return new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(new Date(moment));
}
