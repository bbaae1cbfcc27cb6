import 'server-only';
import { behindTheWall, credentialsByEmail, mailTemplate, wallOf } from '@/lib/kernel';
import { composeMail } from '@/lib/notifications';
import { describeUserAgent } from '@/lib/platform/user-agent';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import type { Language } from '@/lib/shared/languages';
import { paths } from '@/lib/shared/paths';
import { createLink } from './links';

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

mailTemplate('email-change-asked', async ({ locale, data }) =>
  composeMail('email-change-asked', locale, {
    path: paths.security(),
    values: { newEmail: data.newEmail ?? '' },
  }),
);

mailTemplate('email-changed', async ({ locale, data }) =>
  composeMail('email-changed', locale, { values: { newEmail: data.newEmail ?? '' } }),
);

mailTemplate('password-changed', async ({ locale }) =>
  composeMail('password-changed', locale, { path: paths.reset() }),
);

for (const template of ['factor-added', 'factor-removed', 'codes-renewed'] as const)
  mailTemplate(template, async ({ locale }) => composeMail(template, locale, { path: paths.security() }));

for (const template of ['provider-linked', 'provider-unlinked'] as const)
  mailTemplate(template, async ({ locale, data }) =>
    composeMail(template, locale, { path: paths.security(), values: { provider: data.provider ?? '' } }),
  );

mailTemplate('factors-reset', async ({ locale, data }) =>
  composeMail('factors-reset', locale, { path: paths.login(), values: { reason: data.reason || '–' } }),
);

mailTemplate('new-device', async ({ locale, data, countyId }) => {
  const { browser, os } = describeUserAgent(data.userAgent);
  const device = [browser, os].filter(Boolean).join(', ') || '-';
  const timeZone = await timeZoneOf(countyId);
  const at = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(
    new Date(data.at ?? 0),
  );
  return composeMail('new-device', locale, {
    path: paths.security(),
    values: { device, ip: data.ip ?? '-', at },
  });
});

for (const template of ['token-created', 'service-token-created'] as const)
  mailTemplate(template, async ({ locale, data, countyId }) => {
    const timeZone = await timeZoneOf(countyId);
    const until = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(
      new Date(data.expiresAt ?? 0),
    );
    return composeMail(template, locale, {
      path: template === 'token-created' ? paths.tokens() : paths.serviceTokens(),
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
