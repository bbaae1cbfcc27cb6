import 'server-only';
import { mustHaveFactor } from '@/lib/identity';
import { done, fail, type Person, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { Nothing } from '@/lib/shared/text';
import { codesRenewedMail, factorRemovedMail } from '../mails';
import { lockOwnAccount } from '../sessions/lock-own-account';
import { factorRemoved } from './change-factors';
import { factorsOf, renewCodes } from './factors';
import { CodesBody, DeviceOnly, TwoFactorBody } from './schema';

const isRequiredOf = (actor: Person) => mustHaveFactor(actor.isStaff, actor.county?.settings);

/** What the own account has for a second factor. */
export const getTwoFactor = useCase({
  name: 'accounts.getTwoFactor',
  input: Nothing,
  output: TwoFactorBody,
  access: 'account.manage',
  beforeFactor: true,
  audit: 'none',
  run: async ({ db, actor }) => {
    const { app, passkeys, recoveryCodesLeft } = await factorsOf(db, actor.id);
    return done({ enabled: app || passkeys > 0, recoveryCodesLeft, passkeys });
  },
});

/** The same for the pages: which factors, whether one is asked for, and the browsers that are remembered. */
export const getFactors = useCase({
  name: 'accounts.getFactors',
  input: Nothing,
  access: 'account.manage',
  beforeFactor: true,
  audit: 'none',
  run: async ({ db, actor, now }) => {
    const factors = await factorsOf(db, actor.id);
    const devices = await db.rememberedDevice.findMany({
      where: { userId: actor.id, expiresAt: { gt: now } },
      orderBy: { lastUsedAt: 'desc' },
      take: 50,
    });
    return done({
      ...factors,
      isRequired: isRequiredOf(actor),
      mayBeRemembered: !actor.isStaff,
      devices: devices.map(({ id, userAgent, lastUsedAt, expiresAt }) => ({
        id,
        userAgent,
        lastUsedAt: lastUsedAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      })),
    });
  },
});

/** Takes the authenticator app away. Where a second factor must be, another one has to be there first. */
export const removeApp = useCase({
  name: 'accounts.removeApp',
  input: Nothing,
  access: 'account.manage',
  fresh: true,
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, note, mail }) => {
    if ((await lockOwnAccount(db, actor)) === null) return fail('unauthenticated', 'errors.access.signIn');
    note({ id: actor.id });
    const { passkeys } = await factorsOf(db, actor.id);
    if (passkeys === 0 && isRequiredOf(actor)) return fail('conflict', 'errors.twoFactor.mustKeep');
    const { count } = await db.authenticatorApp.deleteMany({ where: { userId: actor.id, inUse: true } });
    if (count === 0) return fail('conflict', 'errors.twoFactor.noApp');
    await factorRemoved(db, actor, now);
    note({ before: { app: true }, after: { app: false } });
    await mail(factorRemovedMail, {
      to: actor.email,
      locale: languageOr(actor.locale),
      data: { at: now.toISOString() },
    });
    return done({});
  },
});

/** Makes a new set of recovery codes; the ones of before are void. There must be a factor that they stand in for. */
export const renewRecoveryCodes = useCase({
  name: 'accounts.renewRecoveryCodes',
  input: Nothing,
  output: CodesBody,
  access: 'account.manage',
  fresh: true,
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, note, mail }) => {
    if ((await lockOwnAccount(db, actor)) === null) return fail('unauthenticated', 'errors.access.signIn');
    note({ id: actor.id });
    const { app, passkeys } = await factorsOf(db, actor.id);
    if (!app && passkeys === 0) return fail('conflict', 'errors.twoFactor.noFactor');
    const recoveryCodes = await renewCodes(db, { id: actor.id, countyId: actor.county?.id ?? null }, now);
    await mail(codesRenewedMail, {
      to: actor.email,
      locale: languageOr(actor.locale),
      data: { at: now.toISOString() },
    });
    return done({ recoveryCodes });
  },
});

/** Forgets a browser that was remembered: it gives a second factor again. */
export const forgetDevice = useCase({
  name: 'accounts.forgetDevice',
  input: DeviceOnly,
  access: 'account.manage',
  audit: ({ deviceId }) => ({ entity: 'rememberedDevice', id: deviceId }),
  run: async ({ db, actor }, { deviceId }) => {
    const { count } = await db.rememberedDevice.deleteMany({ where: { id: deviceId, userId: actor.id } });
    return count === 1 ? done({}) : fail('not_found', 'errors.twoFactor.deviceGone');
  },
});
