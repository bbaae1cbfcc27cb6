import { TOTP } from 'otpauth';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resetFactors } from '@/lib/administration';
import { sealSessionCookie } from '@/lib/identity/session-cookie';
import { behindTheWall } from '@/lib/kernel/db';
import { env, overrideSettings } from '@/lib/platform/env';
import {
  createPerson,
  createWorld,
  fakeClock,
  faultOf,
  openTestSession,
  requestOf,
  requestWith,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { listPasskeys, removePasskey } from '../passkeys/manage-passkeys';
import { getCurrentUser } from '../profile/get-current-user';
import { getProfile } from '../profile/profile';
import { reauthenticate } from '../sign-in/reauthenticate';
import { signIn } from '../sign-in/sign-in';
import type { SignedIn } from '../sign-in/sign-in-proven';
import { getAttempt } from './get-attempt';
import { forgetDevice, getFactors, getTwoFactor, removeApp, renewRecoveryCodes } from './manage-factors';
import { proveFactor } from './prove-factor';
import { hashCode, newCodes } from './recovery-codes';
import { confirmApp, startApp } from './set-up-app';
import '../mails';

const MINUTE = 60_000;
let world: World;
let clock: ReturnType<typeof fakeClock>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  clock = fakeClock();
  overrideSettings({ RATE_LIMITS: false });
});
afterEach(() => overrideSettings({ RATE_LIMITS: true, REQUIRE_STAFF_2FA: false }));

type Someone = Awaited<ReturnType<typeof createPerson>>;
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: clock.now().getTime() + steps * 30_000 });

/** A person with an app in use. The code that confirmed it is used up: the clock moves on to the next. */
async function withApp(options: Partial<Parameters<typeof createPerson>[0]> = {}) {
  const person = await createPerson({ county: world.alder.county, role: 'Citizen', ...options });
  const { secret } = successOf(await startApp.execute(person.request, {}));
  const { recoveryCodes } = successOf(await confirmApp.execute(person.request, { code: codeOf(secret) }));
  clock.advance(MINUTE);
  return { ...person, secret, recoveryCodes };
}

const enter = (person: Someone, more: Parameters<typeof strangerRequest>[0] = {}) =>
  signIn.execute(strangerRequest(more), { email: person.email, password: worldPassword });

const attemptCookie = ({ sessionId, expiresAt }: SignedIn) =>
  sealSessionCookie(sessionId, expiresAt, env().AUTH_SECRET);

/** The request of a browser that has given the right password and owes the factor. */
async function attempting(person: Someone) {
  const signedIn = successOf(await enter(person));
  expect(signedIn.awaitsFactor).toBe(true);
  return strangerRequest({ attemptCookie: await attemptCookie(signedIn) });
}

const row = (id: string) => behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }));

describe('setting an app up', () => {
  it('counts only after a right code, gives ten recovery codes, and keeps no secret or code as it is', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const { secret, otpauthUrl } = successOf(await startApp.execute(person.request, {}));
    expect(otpauthUrl).toMatch(/^otpauth:\/\/totp\/.+:.+\?issuer=Alder.+&secret=[A-Z2-7]{32}&/);
    expect(faultOf(await confirmApp.execute(person.request, { code: '000000' })).fields).toEqual({
      code: ['errors.twoFactor.wrongCode'],
    });
    expect((await row(person.id)).twoFactorSince).toBeNull();
    expect(successOf(await enter(person)).awaitsFactor, 'not asked for yet').toBeFalsy();
    const { recoveryCodes } = successOf(
      await confirmApp.execute(person.request, { code: ` ${codeOf(secret).replace(/(...)/, '$1 ')}` }),
    );
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes)
      expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    expect((await row(person.id)).twoFactorSince).not.toBeNull();
    expect(successOf(await getTwoFactor.execute(person.request, {}))).toEqual({
      enabled: true,
      recoveryCodesLeft: 10,
      passkeys: 0,
    });
    const kept = JSON.stringify(
      await behindTheWall('*', async (db) => [
        await db.authenticatorApp.findMany({ where: { userId: person.id } }),
        await db.recoveryCode.findMany({ where: { userId: person.id } }),
      ]),
    );
    for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(kept).not.toContain(text);
  });

  it('asks for a fresh session, and a new secret voids the one before', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const first = successOf(await startApp.execute(person.request, {}));
    successOf(await startApp.execute(person.request, {}));
    expect(faultOf(await confirmApp.execute(person.request, { code: codeOf(first.secret) })).code).toBe(
      'invalid',
    );
    clock.advance(11 * MINUTE);
    for (const act of [startApp, removeApp, renewRecoveryCodes])
      expect(faultOf(await act.execute(person.request, {})).reauthRequired).toBe(true);
  });

  it('of twenty who confirm at once, one gets codes', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const { secret } = successOf(await startApp.execute(person.request, {}));
    const results = await Promise.all(
      Array.from({ length: 20 }, () => confirmApp.execute(person.request, { code: codeOf(secret) })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(successOf(await getTwoFactor.execute(person.request, {})).recoveryCodesLeft).toBe(10);
  });
});

describe('freshness has a strength', () => {
  it('with a factor in use the password makes nothing fresh; a code does', async () => {
    const person = await withApp();
    clock.advance(11 * MINUTE);
    expect(faultOf(await reauthenticate.execute(person.request, { password: worldPassword })).fields).toEqual(
      { password: ['errors.twoFactor.proveFactor'] },
    );
    expect(faultOf(await removeApp.execute(person.request, {})).reauthRequired).toBe(true);
    successOf(await reauthenticate.execute(person.request, { code: codeOf(person.secret) }));
    successOf(await removeApp.execute(person.request, {}));
  });

  it('without one the password is enough', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    clock.advance(11 * MINUTE);
    successOf(await reauthenticate.execute(person.request, { password: worldPassword }));
    successOf(await startApp.execute(person.request, {}));
  });

  it('a session that was opened before the first factor ends with it; one that was kept is not fresh', async () => {
    for (const keepOthers of [undefined, 'on']) {
      const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
      const thief = await openTestSession(person);
      const { secret } = successOf(await startApp.execute(person.request, {}));
      successOf(await confirmApp.execute(person.request, { code: codeOf(secret), keepOthers }));
      const fault = faultOf(await removeApp.execute(thief.request, {}));
      expect(fault.code).toBe('unauthenticated');
      expect(fault.reauthRequired, `kept: ${keepOthers}`).toBe(keepOthers ? true : undefined);
      expect((await getProfile.execute(thief.request, {})).ok).toBe(keepOthers === 'on');
    }
  });

  it('a remembered sign-in is not fresh', async () => {
    const person = await withApp();
    const { rememberCookie } = successOf(
      await proveFactor.execute(await attempting(person), { code: codeOf(person.secret), remember: true }),
    );
    const session = successOf(await enter(person, { rememberCookie }));
    expect(session.awaitsFactor).toBeFalsy();
    const request = await requestWith(session);
    for (const act of [removeApp, renewRecoveryCodes])
      expect(faultOf(await act.execute(request, {})).reauthRequired).toBe(true);
    clock.advance(MINUTE);
    successOf(await reauthenticate.execute(request, { code: codeOf(person.secret) }));
    successOf(await renewRecoveryCodes.execute(request, {}));
  });
});

describe('wrong codes after a right password', () => {
  const wrong = async (person: Someone, times: number) => {
    for (let tries = 0; tries < times; tries += 1) {
      await proveFactor.execute(await attempting(person), { code: '000000' });
      // Ten in a quarter of an hour are tried.
      clock.advance(2 * MINUTE);
    }
  };
  const told = ({ email }: Someone) =>
    behindTheWall('*', (db) => db.outboxMail.count({ where: { to: email, template: 'wrong-codes' } }));

  it('the owner is told at the fifth, once in a row', async () => {
    const person = await withApp();
    await wrong(person, 4);
    expect(await told(person)).toBe(0);
    await wrong(person, 3);
    expect(await told(person)).toBe(1);
    successOf(await proveFactor.execute(await attempting(person), { code: codeOf(person.secret) }));
    expect((await row(person.id)).wrongCodes).toBe(0);
    await wrong(person, 5);
    expect(await told(person)).toBe(2);
  });

  it('after a hundred in a row no code counts, until a reset by mail', async () => {
    const person = await withApp();
    await behindTheWall('*', (db) => db.user.update({ where: { id: person.id }, data: { wrongCodes: 99 } }));
    await wrong(person, 1);
    const given = { code: codeOf(person.secret) };
    expect(faultOf(await proveFactor.execute(await attempting(person), given)).message).toBe(
      'errors.twoFactor.shut',
    );
    expect(faultOf(await reauthenticate.execute(person.request, given)).message).toBe(
      'errors.twoFactor.shut',
    );
    await behindTheWall('*', (db) => db.user.update({ where: { id: person.id }, data: { wrongCodes: 0 } }));
    successOf(await proveFactor.execute(await attempting(person), { code: codeOf(person.secret) }));
  });

  it('recovery codes have a salt each; one of before, without any, still counts', async () => {
    const person = await withApp();
    const kept = await behindTheWall('*', (db) => db.recoveryCode.findMany({ where: { userId: person.id } }));
    expect(new Set(kept.map(({ salt }) => salt)).size).toBe(10);
    for (const { salt } of kept) expect(salt).toHaveLength(22);
    const [code = ''] = newCodes();
    await behindTheWall('*', (db) =>
      db.recoveryCode.create({
        data: { countyId: person.countyId, userId: person.id, codeHash: hashCode(code) },
      }),
    );
    for (const recoveryCode of [code, person.recoveryCodes[0] ?? '']) {
      successOf(await proveFactor.execute(await attempting(person), { recoveryCode }));
      expect((await proveFactor.execute(await attempting(person), { recoveryCode })).ok).toBe(false);
    }
  });
});

describe('between the password and the factor', () => {
  it('nothing is open: no session, no token, no data', async () => {
    const person = await withApp();
    const signedIn = successOf(
      await signIn.execute(strangerRequest(), {
        email: person.email,
        password: worldPassword,
        includeAuthToken: true,
      }),
    );
    expect(Object.keys(signedIn).sort()).toEqual(['awaitsFactor', 'expiresAt', 'sessionId']);
    const asSession = await requestWith(signedIn);
    expect(faultOf(await getCurrentUser.execute(asSession, {})).code).toBe('unauthenticated');
    expect((await row(person.id)).loginCount, 'not counted yet').toBe(0);
    const request = strangerRequest({ attemptCookie: await attemptCookie(signedIn) });
    expect(faultOf(await getProfile.execute(request, {})).code).toBe('unauthenticated');
    expect(successOf(await getAttempt.execute(request, {}))).toEqual({
      app: true,
      passkeys: 0,
      recoveryCodesLeft: 10,
      mayBeRemembered: true,
      resetDue: null,
    });
  });

  it('a right code opens a session of another id, once; the attempt is over then', async () => {
    const person = await withApp();
    const request = await attempting(person);
    const session = successOf(await proveFactor.execute(request, { code: codeOf(person.secret) }));
    expect(successOf(await getCurrentUser.execute(await requestWith(session), {})).email).toBe(person.email);
    expect(await row(person.id)).toMatchObject({ loginCount: 1 });
    clock.advance(MINUTE);
    expect(faultOf(await proveFactor.execute(request, { code: codeOf(person.secret) })).code).toBe(
      'unauthenticated',
    );
  });

  it('a code counts one step early and one late, not two; and never twice, whichever attempt it is given to', async () => {
    for (const [steps, counts] of [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const) {
      const person = await withApp();
      const result = await proveFactor.execute(await attempting(person), {
        code: codeOf(person.secret, steps),
      });
      expect(result.ok, `${steps} steps off`).toBe(counts);
    }
    const person = await withApp();
    const code = codeOf(person.secret);
    const requests = [await attempting(person), await attempting(person)];
    expect((await proveFactor.execute(requests[0] ?? requestOf(), { code })).ok).toBe(true);
    expect((await proveFactor.execute(requests[1] ?? requestOf(), { code })).ok).toBe(false);
  });

  it('of one code given twenty times at once, one wins; so of one recovery code', async () => {
    const person = await withApp();
    const requests: Awaited<ReturnType<typeof attempting>>[] = [];
    for (let count = 0; count < 8; count += 1) requests.push(await attempting(person));
    const race = async (given: object) =>
      (await Promise.all(requests.map((request) => proveFactor.execute(request, given)))).filter(
        ({ ok }) => ok,
      ).length;
    expect(await race({ code: codeOf(person.secret) })).toBe(1);
    clock.advance(16 * MINUTE);
    requests.length = 0;
    for (let count = 0; count < 8; count += 1) requests.push(await attempting(person));
    expect(await race({ recoveryCode: person.recoveryCodes[0] })).toBe(1);
    clock = fakeClock();
    const twenty = await withApp();
    const request = await attempting(twenty);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => proveFactor.execute(request, { code: codeOf(twenty.secret) })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const wrong = await behindTheWall('*', (db) =>
      db.signInRecord.count({ where: { userId: twenty.id, outcome: 'wrong-code' } }),
    );
    expect(wrong, 'sending a right one twice is no wrong one').toBe(0);
  });

  it('five wrong codes end the attempt, exactly, also at once; a new one may be begun', async () => {
    const person = await withApp();
    const request = await attempting(person);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => proveFactor.execute(request, { code: '000000' })),
    );
    const codes = results.map((result) => faultOf(result).code);
    expect(codes.filter((code) => code === 'invalid')).toHaveLength(5);
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(15);
    const counted = () =>
      behindTheWall('*', (db) =>
        db.signInRecord.count({ where: { userId: person.id, outcome: 'wrong-code' } }),
      );
    expect(await counted(), 'those after the end count no more').toBe(5);
    const [recoveryCode] = person.recoveryCodes;
    expect(faultOf(await proveFactor.execute(request, { recoveryCode })).code).toBe('unauthenticated');
    successOf(await proveFactor.execute(await attempting(person), { recoveryCode }));
    expect(faultOf(await proveFactor.execute(request, { code: codeOf(person.secret) })).code).not.toBe(
      'invalid',
    );
  });

  it('ten wrong codes of an account in fifteen minutes: no more are tried; then again', async () => {
    const person = await withApp();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const request = await attempting(person);
      for (let count = 0; count < 5; count += 1)
        expect(faultOf(await proveFactor.execute(request, { code: '000000' })).code).toBe('invalid');
    }
    const fault = faultOf(
      await proveFactor.execute(await attempting(person), { code: codeOf(person.secret) }),
    );
    expect(fault).toMatchObject({ code: 'too_many', retryAfter: 900 });
    clock.advance(15 * MINUTE - 1);
    expect(
      faultOf(await proveFactor.execute(await attempting(person), { code: codeOf(person.secret) })).code,
    ).toBe('too_many');
    clock.advance(1);
    successOf(await proveFactor.execute(await attempting(person), { code: codeOf(person.secret) }));
  });

  it('a thief of the password who guesses codes keeps its owner out of no browser that they have used', async () => {
    const person = await withApp();
    const { deviceCookie } = successOf(
      await proveFactor.execute(await attempting(person), { code: codeOf(person.secret) }),
    );
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const request = await attempting(person);
      for (let count = 0; count < 5; count += 1) await proveFactor.execute(request, { code: '000000' });
    }
    clock.advance(MINUTE);
    const code = codeOf(person.secret);
    expect(faultOf(await proveFactor.execute(await attempting(person), { code })).code).toBe('too_many');
    const ownBrowser = async () => {
      const request = await attempting(person);
      return { ...request, cookies: { ...request.cookies, device: deviceCookie } };
    };
    successOf(await proveFactor.execute(await ownBrowser(), { code }));
    // It has a count of its own, which is as long.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const request = await ownBrowser();
      for (let count = 0; count < 5; count += 1) await proveFactor.execute(request, { code: '000000' });
    }
    clock.advance(MINUTE);
    expect(faultOf(await proveFactor.execute(await ownBrowser(), { code: codeOf(person.secret) })).code).toBe(
      'too_many',
    );
  });

  it.each([
    // The cookie counts in seconds, and is over with the second in which its attempt is.
    [15 * MINUTE - 1000, true],
    [15 * MINUTE, false],
    [15 * MINUTE + 1, false],
  ])('an attempt of %d ms is still open: %s', async (age, isOpen) => {
    const person = await withApp();
    const request = await attempting(person);
    clock.advance(age);
    expect((await getAttempt.execute(request, {})).ok).toBe(isOpen);
    expect((await proveFactor.execute(request, { code: codeOf(person.secret) })).ok).toBe(isOpen);
  });

  it('an attempt lives for fifteen minutes, and belongs to its own browser and person', async () => {
    const person = await withApp();
    const other = await withApp();
    const request = await attempting(person);
    expect(faultOf(await proveFactor.execute(request, { code: codeOf(other.secret) })).code).toBe('invalid');
    expect(faultOf(await proveFactor.execute(strangerRequest(), { code: codeOf(person.secret) })).code).toBe(
      'unauthenticated',
    );
    clock.advance(15 * MINUTE);
    expect(faultOf(await proveFactor.execute(request, { code: codeOf(person.secret) })).code).toBe(
      'unauthenticated',
    );
  });

  it('a recovery code is typed with or without hyphens, in capitals, with an o for a zero', async () => {
    const person = await withApp();
    const [first = '', second = ''] = person.recoveryCodes;
    successOf(
      await proveFactor.execute(await attempting(person), {
        recoveryCode: ` ${first.toUpperCase().replaceAll('-', ' ')}`,
      }),
    );
    successOf(
      await proveFactor.execute(await attempting(person), {
        recoveryCode: second.replaceAll('0', 'O').replaceAll('-', ''),
      }),
    );
    expect(
      faultOf(await proveFactor.execute(await attempting(person), { recoveryCode: first })).fields,
    ).toEqual({ recoveryCode: ['errors.twoFactor.wrongRecoveryCode'] });
  });
});

describe('a browser that is remembered', () => {
  const remembered = async (person: Someone & { secret: string }) => {
    const session = successOf(
      await proveFactor.execute(await attempting(person), { code: codeOf(person.secret), remember: true }),
    );
    clock.advance(MINUTE);
    return session.rememberCookie;
  };

  it('is not asked for 30 days; its cookie changes at each sign-in, and a copy of an old one ends it', async () => {
    const person = await withApp();
    const first = await remembered(person);
    expect(first).toMatch(/^[\w-]+\.[\w-]{43}$/);
    const second = successOf(await enter(person, { rememberCookie: first }));
    expect(second.awaitsFactor).toBeFalsy();
    expect(second.rememberCookie).not.toBe(first);
    clock.advance(29 * 24 * 60 * MINUTE);
    const third = successOf(await enter(person, { rememberCookie: second.rememberCookie }));
    expect(third.awaitsFactor).toBeFalsy();
    // A thief comes with the old one: nobody is remembered any more.
    expect(successOf(await enter(person, { rememberCookie: first })).awaitsFactor).toBe(true);
    expect(successOf(await enter(person, { rememberCookie: third.rememberCookie })).awaitsFactor).toBe(true);
  });

  it.each([
    [30 * 24 * 60 * MINUTE - 1, true],
    [30 * 24 * 60 * MINUTE, false],
    [30 * 24 * 60 * MINUTE + 1, false],
  ])('after %d ms of its 30 days it is spared: %s', async (age, isSpared) => {
    const person = await withApp();
    const session = successOf(
      await proveFactor.execute(await attempting(person), { code: codeOf(person.secret), remember: true }),
    );
    clock.advance(age);
    const { awaitsFactor } = successOf(await enter(person, { rememberCookie: session.rememberCookie }));
    expect(awaitsFactor === true).toBe(!isSpared);
  });

  it('is asked again after 30 days, when it is forgotten, and when the app is gone', async () => {
    const person = await withApp();
    const cookie = await remembered(person);
    clock.advance(30 * 24 * 60 * MINUTE);
    expect(successOf(await enter(person, { rememberCookie: cookie })).awaitsFactor).toBe(true);

    clock = fakeClock();
    const other = await withApp();
    const kept = await remembered(other);
    const { devices } = successOf(await getFactors.execute(other.request, {}));
    const [device] = devices;
    successOf(await forgetDevice.execute(other.request, { deviceId: device?.id ?? '' }));
    expect(successOf(await enter(other, { rememberCookie: kept })).awaitsFactor).toBe(true);
    expect(faultOf(await forgetDevice.execute(person.request, { deviceId: device?.id ?? '' })).code).toBe(
      'not_found',
    );
  });

  it('is nobody else’s, never staff’s, and never by a recovery code', async () => {
    const person = await withApp();
    const cookie = await remembered(person);
    const other = await withApp();
    expect(successOf(await enter(other, { rememberCookie: cookie })).awaitsFactor).toBe(true);
    const officer = await withApp({ role: 'Department Officer' });
    expect(await remembered(officer)).toBeUndefined();
    const session = successOf(
      await proveFactor.execute(await attempting(person), {
        recoveryCode: person.recoveryCodes[0],
        remember: true,
      }),
    );
    expect(session.rememberCookie).toBeUndefined();
  });
});

describe('whoever must have a factor', () => {
  it('reaches only what leads to one', async () => {
    const officer = await createPerson({ county: world.alder.county, role: 'Department Officer' });
    overrideSettings({ REQUIRE_STAFF_2FA: true });
    expect(faultOf(await getProfile.execute(officer.request, {}))).toMatchObject({
      code: 'forbidden',
      factorRequired: true,
    });
    const { secret } = successOf(await startApp.execute(officer.request, {}));
    successOf(await confirmApp.execute(officer.request, { code: codeOf(secret) }));
    successOf(await getProfile.execute(officer.request, {}));
    expect(faultOf(await removeApp.execute(officer.request, {})).message).toBe('errors.twoFactor.mustKeep');
    const resident = await createPerson({ county: world.alder.county, role: 'Citizen' });
    successOf(await getProfile.execute(resident.request, {}));
  });

  it('residents too, where their county says so, and nobody of another', async () => {
    const { county } = world.birch;
    const settings = { residentFactor: 'required' };
    await behindTheWall(county.id, (db) =>
      db.county.update({ where: { id: county.id }, data: { settings } }),
    );
    expect(faultOf(await getProfile.execute(world.birch.citizen.request, {})).factorRequired).toBe(true);
    successOf(await getProfile.execute(world.alder.citizen.request, {}));
    await behindTheWall(county.id, (db) =>
      db.county.update({ where: { id: county.id }, data: { settings: {} } }),
    );
  });
});

describe('taking factors away', () => {
  it('of app and passkey taken away at once where one must stay, one stays', async () => {
    const person = await withApp({ role: 'Department Officer' });
    await behindTheWall('*', (db) =>
      db.passkey.create({
        data: {
          countyId: world.alder.county.id,
          userId: person.id,
          id: person.id,
          name: 'Key',
          publicKey: new Uint8Array([1]),
        },
      }),
    );
    const passkeyId = successOf(await listPasskeys.execute(person.request, {})).items[0]?.id ?? '';
    overrideSettings({ REQUIRE_STAFF_2FA: true });
    const results = await Promise.all([
      removeApp.execute(person.request, {}),
      removePasskey.execute(person.request, { passkeyId }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const { app, passkeys } = successOf(await getFactors.execute(person.request, {}));
    expect([app, passkeys]).toEqual(results[0].ok ? [false, 1] : [true, 0]);
  });

  it('twenty new sets of recovery codes at once leave one set', async () => {
    const person = await withApp();
    await Promise.all(Array.from({ length: 20 }, () => renewRecoveryCodes.execute(person.request, {})));
    expect(successOf(await getFactors.execute(person.request, {})).recoveryCodesLeft).toBe(10);
  });

  it('the owner does, freshly; recovery codes go with the last', async () => {
    const person = await withApp();
    successOf(await reauthenticate.execute(person.request, { code: codeOf(person.secret) }));
    successOf(await removeApp.execute(person.request, {}));
    expect(successOf(await getTwoFactor.execute(person.request, {}))).toEqual({
      enabled: false,
      recoveryCodesLeft: 0,
      passkeys: 0,
    });
    expect(successOf(await enter(person)).awaitsFactor).toBeFalsy();
    expect(faultOf(await renewRecoveryCodes.execute(person.request, {})).code).toBe('conflict');
  });

  it('a new set of recovery codes voids the old', async () => {
    const person = await withApp();
    const { recoveryCodes } = successOf(await renewRecoveryCodes.execute(person.request, {}));
    expect(recoveryCodes).toHaveLength(10);
    expect(
      faultOf(await proveFactor.execute(await attempting(person), { recoveryCode: person.recoveryCodes[0] }))
        .code,
    ).toBe('invalid');
    successOf(await proveFactor.execute(await attempting(person), { recoveryCode: recoveryCodes[0] }));
  });

  it('an administrator resets those of a person of the own county, never the own', async () => {
    const person = await withApp();
    const { admin } = world.alder;
    expect(faultOf(await resetFactors.execute(world.birch.admin.request, { userId: person.id })).code).toBe(
      'not_found',
    );
    expect(faultOf(await resetFactors.execute(world.alder.officer.request, { userId: person.id })).code).toBe(
      'forbidden',
    );
    const fresh = await createPerson({ county: world.alder.county, role: 'County Admin' });
    successOf(await resetFactors.execute(fresh.request, { userId: person.id, reason: 'lost phone' }));
    expect(successOf(await enter(person)).awaitsFactor).toBeFalsy();
    expect(faultOf(await getProfile.execute(person.request, {})).code, 'signed out').toBe('unauthenticated');
    expect(faultOf(await resetFactors.execute(fresh.request, { userId: person.id })).code).toBe('conflict');
    expect(faultOf(await resetFactors.execute(fresh.request, { userId: fresh.id })).message).toBe(
      'errors.user.ownFactors',
    );
    expect(admin.id).not.toBe(fresh.id);
  });
});

describe('a code in place of the password', () => {
  it.each([
    [10 * MINUTE - 1, true],
    [10 * MINUTE, false],
  ])('%d ms later the session is fresh: %s', async (age, isFresh) => {
    const person = await withApp();
    clock.advance(11 * MINUTE);
    successOf(await reauthenticate.execute(person.request, { code: codeOf(person.secret) }));
    clock.advance(age);
    expect((await renewRecoveryCodes.execute(person.request, {})).ok).toBe(isFresh);
  });

  it('makes the session fresh, once; a wrong one does not, and counts', async () => {
    const person = await withApp();
    clock.advance(11 * MINUTE);
    expect(faultOf(await removeApp.execute(person.request, {})).reauthRequired).toBe(true);
    expect(faultOf(await reauthenticate.execute(person.request, { code: '000000' })).fields).toEqual({
      code: ['errors.twoFactor.wrongCode'],
    });
    const code = codeOf(person.secret);
    successOf(await reauthenticate.execute(person.request, { code }));
    expect((await reauthenticate.execute(person.request, { code })).ok).toBe(false);
    successOf(await removeApp.execute(person.request, {}));
  });
});
