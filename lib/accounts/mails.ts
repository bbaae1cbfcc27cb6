import 'server-only';
import { credentialsByEmail } from '@/lib/identity';
import { mailTemplate } from '@/lib/jobs';
import { behindTheWall, type Db, places, wallOf } from '@/lib/kernel';
import { composeMail } from '@/lib/notices';
import { describeUserAgent } from '@/lib/platform/user-agent';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import type { Language } from '@/lib/shared/languages';
import { paths } from '@/lib/shared/paths';
import './account-reset/order-due';
import { createLink } from './links/links';
import { notMePath } from './not-me/alert-link';

/**
 * The mails of accounts, composed when they leave. Here, and not in the request, it is found out whom an address
 * belongs to: a request answers and costs the same for every address. What a stranger ordered belongs to no county until
 * then, so the county's languages are asked here; those of every other mail are the outbox's.
 */

mailTemplate('reset-password', async ({ to, locale, now }) => {
  const { user } = await credentialsByEmail(to);
  if (!user?.active) return null;
  const token = await behindTheWall(wallOf(user.countyId), (db) =>
    createLink(db, 'reset', { countyId: user.countyId, email: to, userId: user.id }, now),
  );
  const language = await languageFor(user.countyId, locale);
  return composeMail('reset-password', language, { path: paths.resetLink(token) });
});

mailTemplate('confirm-registration', async ({ to, locale, data, now }) => {
  const { user } = await credentialsByEmail(to);
  if (user)
    return composeMail('address-taken', await languageFor(user.countyId, locale), { path: paths.login() });
  return confirmPending(to, locale, data.pendingRegistrationId, now);
});

mailTemplate('confirm', async ({ to, locale, now }) => {
  const { user, pending } = await credentialsByEmail(to);
  if (!user) return confirmPending(to, locale, pending?.id, now);
  if (!user.active || user.confirmedAt) return null;
  const token = await behindTheWall(wallOf(user.countyId), (db) =>
    createLink(db, 'confirm', { countyId: user.countyId, email: to, userId: user.id }, now),
  );
  const language = await languageFor(user.countyId, locale);
  return composeMail('confirm', language, { path: paths.confirmLink(token) });
});

async function confirmPending(
  to: string,
  locale: Language,
  pendingRegistrationId: string | undefined,
  now: Date,
) {
  if (!pendingRegistrationId) return null;
  const found = await behindTheWall('*', async (db) => {
    const pending = await db.pendingRegistration.findUnique({ where: { id: pendingRegistrationId } });
    if (pending?.email !== to || pending.expiresAt <= now) return null;
    const { countyId } = pending;
    return {
      countyId,
      token: await createLink(db, 'confirm', { countyId, email: to, pendingRegistrationId }, now),
    };
  });
  if (!found) return null;
  const language = await languageFor(found.countyId, locale);
  return composeMail('confirm', language, { path: paths.confirmLink(found.token) });
}

mailTemplate('invite', async ({ to, locale, now }) => {
  const { user } = await credentialsByEmail(to);
  if (!user?.active) return null;
  const token = await behindTheWall(wallOf(user.countyId), (db) =>
    createLink(db, 'invite', { countyId: user.countyId, email: to, userId: user.id }, now),
  );
  const county = await countyOf(user.countyId);
  return composeMail('invite', locale, {
    path: paths.resetLink(token),
    values: { county: county?.name ?? 'County Services' },
  });
});

mailTemplate('change-email', async ({ to, locale, countyId, data, now }) => {
  if ((await credentialsByEmail(to)).user)
    return composeMail('address-taken', locale, { path: paths.login() });
  const token = await behindTheWall(wallOf(countyId), async (db) => {
    const user = await db.user.findUnique({ where: { id: data.userId ?? '' } });
    return user?.active
      ? createLink(db, 'change-email', { countyId: user.countyId, email: to, userId: user.id }, now)
      : null;
  });
  return token ? composeMail('change-email', locale, { path: paths.confirmLink(token) }) : null;
});

mailTemplate('email-change-asked', async (alert) =>
  composeMail('email-change-asked', alert.locale, {
    path: paths.security(),
    notMePath: await notMePath(alert, { isAboutAddress: true }),
    values: { newEmail: alert.data.newEmail ?? '' },
  }),
);

mailTemplate('email-changed', async (alert) =>
  composeMail('email-changed', alert.locale, {
    notMePath: await notMePath(alert, { isAboutAddress: true }),
    values: { newEmail: alert.data.newEmail ?? '' },
  }),
);

for (const template of [
  'password-changed',
  'factor-added',
  'factor-removed',
  'codes-renewed',
  'account-reset-done',
] as const)
  mailTemplate(template, async (alert) =>
    composeMail(template, alert.locale, { path: paths.security(), notMePath: await notMePath(alert) }),
  );

mailTemplate('account-reset-asked', async ({ to, locale, countyId, data, now }) => {
  const { userId = '', dueAt = '' } = data;
  const token = await ifOpen({ countyId, userId }, (db, owner) =>
    createLink(db, 'cancel-reset', { ...owner, email: to }, now),
  );
  if (token === null) return null;
  const due = new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: await timeZoneOf(countyId),
  }).format(new Date(dueAt));
  return composeMail('account-reset-asked', locale, { path: paths.cancelResetLink(token), values: { due } });
});

mailTemplate('account-reset-ready', async ({ to, locale, countyId, data, now }) => {
  const token = await ifOpen({ countyId, userId: data.userId ?? '' }, (db, owner) =>
    createLink(db, 'account-reset', { ...owner, email: to }, now),
  );
  return token === null
    ? null
    : composeMail('account-reset-ready', locale, { path: paths.accountResetLink(token) });
});

/** What `make` makes for a person whose account reset still waits; null when it does not any more. */
async function ifOpen<T>(
  owner: { countyId: string | null; userId: string },
  make: (db: Db, owner: { countyId: string | null; userId: string }) => Promise<T>,
): Promise<T | null> {
  return behindTheWall(wallOf(owner.countyId), async (db) => {
    const open = await db.accountReset.count({
      where: { userId: owner.userId, isOpen: true, user: { active: true } },
    });
    return open > 0 ? make(db, owner) : null;
  });
}

for (const template of ['passkey-added', 'passkey-removed'] as const)
  mailTemplate(template, async (alert) =>
    composeMail(template, alert.locale, {
      path: paths.security(),
      notMePath: await notMePath(alert),
      values: { name: alert.data.name ?? '' },
    }),
  );

for (const template of ['provider-linked', 'provider-unlinked'] as const)
  mailTemplate(template, async (alert) =>
    composeMail(template, alert.locale, {
      path: paths.security(),
      notMePath: await notMePath(alert),
      values: { provider: alert.data.provider ?? '' },
    }),
  );

mailTemplate('factors-reset', async ({ locale, data }) =>
  composeMail('factors-reset', locale, { path: paths.login(), values: { reason: data.reason || '–' } }),
);

mailTemplate('new-device', async (alert) => {
  const { locale, data, countyId } = alert;
  const { browser, os } = describeUserAgent(data.userAgent);
  const device = [browser, os].filter(Boolean).join(', ') || '-';
  const timeZone = await timeZoneOf(countyId);
  const at = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(
    new Date(data.at ?? 0),
  );
  return composeMail('new-device', locale, {
    path: paths.security(),
    notMePath: await notMePath(alert),
    // No place is the word `none`: the message then leaves out its line.
    values: { device, ip: data.ip ?? '-', place: places()?.placeOf(data.ip ?? '', locale) ?? 'none', at },
  });
});

for (const template of ['token-created', 'service-token-created'] as const)
  mailTemplate(template, async (alert) => {
    const { locale, data, countyId } = alert;
    const timeZone = await timeZoneOf(countyId);
    const until = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(
      new Date(data.expiresAt ?? 0),
    );
    const isOwn = template === 'token-created';
    return composeMail(template, locale, {
      path: isOwn ? paths.tokens() : paths.serviceTokens(),
      // A county's token outlives the account that made it: it is revoked by hand.
      notMePath: isOwn ? await notMePath(alert) : undefined,
      values: { name: data.name ?? '', until },
    });
  });

async function countyOf(countyId: string | null) {
  return countyId ? behindTheWall(countyId, (db) => db.county.findUnique({ where: { id: countyId } })) : null;
}

/** The language of a mail to somebody of this county: the one that was asked for, where the county offers it. */
async function languageFor(countyId: string | null, asked: Language): Promise<Language> {
  return languageIn(countySettings((await countyOf(countyId))?.settings), asked);
}

/** Times in mails are the county's. */
async function timeZoneOf(countyId: string | null): Promise<string> {
  const county = await countyOf(countyId);
  return county ? countySettings(county.settings).timeZone : 'UTC';
}
