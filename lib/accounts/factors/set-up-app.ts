import 'server-only';
import { done, fail, failFields, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { Nothing } from '@/lib/shared/text';
import { factorAddedMail } from '../mails';
import { lockOwnAccount } from '../sessions/lock-own-account';
import { factorAdded } from './change-factors';
import { recoveryCodesFor } from './factors';
import { AppBody, CodesBody, ConfirmApp } from './schema';
import { seal, unseal } from './secret-box';
import { newSecret, otpauthUrl, stepOf } from './totp';

const issuerOf = (county: { name: string } | null) => `${county?.name ?? 'County'} Services`;

/**
 * Begins to set an authenticator app up: a secret that counts only after a right code of it. The app in use, if there
 * is one, stays until then. Asked again, it is another secret.
 */
export const startApp = useCase({
  name: 'accounts.startApp',
  input: Nothing,
  output: AppBody,
  access: 'account.manage',
  fresh: true,
  beforeFactor: true,
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, note }) => {
    if ((await lockOwnAccount(db, actor)) === null) return fail('unauthenticated', 'errors.access.signIn');
    note({ id: actor.id });
    const secret = newSecret();
    const of = { countyId: actor.county?.id ?? null, userId: actor.id };
    await db.authenticatorApp.deleteMany({ where: { userId: actor.id, inUse: false } });
    await db.authenticatorApp.create({ data: { ...of, secret: seal(secret, actor.id), createdAt: now } });
    return done({
      secret,
      otpauthUrl: otpauthUrl(secret, { issuer: issuerOf(actor.county), account: actor.email }),
    });
  },
});

/** The app that is being set up, for the page that shows its secret; null when none is. */
export const getAppInSetUp = useCase({
  name: 'accounts.getAppInSetUp',
  input: Nothing,
  access: 'account.manage',
  fresh: true,
  beforeFactor: true,
  audit: 'none',
  run: async ({ db, actor }) => {
    const app = await db.authenticatorApp.findUnique({
      where: { userId_inUse: { userId: actor.id, inUse: false } },
    });
    if (!app) return done(null);
    const secret = unseal(app.secret, actor.id);
    return done({
      secret,
      otpauthUrl: otpauthUrl(secret, { issuer: issuerOf(actor.county), account: actor.email }),
    });
  },
});

/**
 * Makes the app that is being set up the one in use, by a right code of it, in place of an earlier one. Whoever had no
 * recovery codes gets ten. Everything else that is open ends, unless they want to keep it.
 */
export const confirmApp = useCase({
  name: 'accounts.confirmApp',
  input: ConfirmApp,
  output: CodesBody,
  access: 'account.manage',
  fresh: true,
  beforeFactor: true,
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, note, mail }, { code, keepOthers }) => {
    if ((await lockOwnAccount(db, actor)) === null) return fail('unauthenticated', 'errors.access.signIn');
    note({ id: actor.id });
    const owner = { id: actor.id, countyId: actor.county?.id ?? null };
    const app = await db.authenticatorApp.findUnique({
      where: { userId_inUse: { userId: actor.id, inUse: false } },
    });
    if (!app) return fail('conflict', 'errors.twoFactor.notBegun');
    const step = stepOf(code, unseal(app.secret, actor.id), now);
    if (!step) return failFields({ code: ['errors.twoFactor.wrongCode'] });
    const { count } = await db.authenticatorApp.deleteMany({ where: { userId: actor.id, inUse: true } });
    await db.authenticatorApp.update({ where: { id: app.id }, data: { inUse: true, lastStep: step } });
    await factorAdded(db, actor, { now, keepOthers });
    note({ after: { app: count > 0 ? 'replaced' : 'added' } });
    await mail(factorAddedMail, {
      to: actor.email,
      locale: languageOr(actor.locale),
      data: { at: now.toISOString() },
    });
    return done({ recoveryCodes: await recoveryCodesFor(db, owner, now) });
  },
});
