import { beforeAll, describe, expect, it } from 'vitest';
import { behindTheWall } from '@/lib/kernel/db';
import { rateLimiter } from '@/lib/kernel/ports';
import type { Result } from '@/lib/kernel/result';
import { overrideSettings } from '@/lib/platform/env';
import type { Limit } from '@/lib/platform/rate-limit';
import {
  anotherEmail,
  anotherIp,
  asLogin,
  createPerson,
  createWorld,
  fakeMailer,
  faultOf,
  openTestSession,
  requestOf,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { startApp } from './factors/set-up-app';
import { changePassword } from './passwords/change-password';
import { requestPasswordReset } from './passwords/reset-password';
import { requestConfirmation } from './registration/confirm-email';
import { register } from './registration/register';
import { deviceCookieFor } from './sign-in/known-device';
import { reauthenticate } from './sign-in/reauthenticate';
import { signIn } from './sign-in/sign-in';
import { signOut } from './sign-in/sign-out';

let world: World;
beforeAll(async () => {
  fakeMailer();
  world = await createWorld();
});

const citizen = () => createPerson({ county: world.alder.county, role: 'Citizen' });
const password = 'not the password';
const tryAt = (email: string, ip: string, more: Parameters<typeof requestOf>[1] = {}) =>
  signIn.execute(requestOf({}, { ip, ...more }), { email, password });
const many = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const refused = (results: Result<unknown>[]) =>
  results.filter((result) => !result.ok && result.error.code === 'too_many').length;

describe('a limit', () => {
  const limit = (more: Partial<Limit> = {}): Limit => ({
    name: 'test',
    key: anotherEmail(),
    points: 7,
    seconds: 60,
    counts: 'attempts',
    ...more,
  });

  it('lets exactly so many of twenty at once through', async () => {
    const limiter = await rateLimiter();
    const one = limit();
    const waits = await many(20, () => limiter.spend([one]));
    expect(waits.filter((wait) => wait === null)).toHaveLength(7);
    for (const wait of waits.filter((each) => each !== null)) {
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
    }
  });

  it('uses up nothing of the limits before the one that stopped an attempt', async () => {
    const limiter = await rateLimiter();
    const [wide, narrow] = [limit({ name: 'wide' }), limit({ name: 'narrow', points: 1 })];
    await many(5, () => limiter.spend([wide, narrow]));
    const left = await many(20, () => limiter.spend([wide]));
    expect(left.filter((wait) => wait === null)).toHaveLength(6);
  });

  it('is over when its time is', async () => {
    const limiter = await rateLimiter();
    const short = limit({ points: 1, seconds: 1 });
    expect([await limiter.spend([short]), await limiter.spend([short])]).toEqual([null, 1]);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await limiter.spend([short])).toBeNull();
  });

  it('takes keys of any length and kind without mixing them up', async () => {
    const limiter = await rateLimiter();
    for (const key of ["' or true --", 'ü@ex.org', '%', '{}'])
      expect([
        await limiter.spend([limit({ key, points: 1 })]),
        await limiter.spend([limit({ key, points: 1 })]),
      ]).toEqual([null, expect.any(Number)]);
  });

  it('stores no address in clear', async () => {
    const { email } = await citizen();
    await tryAt(email, anotherIp());
    const keys = await asLogin<{ key: string }>('select key from rate_limit');
    expect(keys.length).toBeGreaterThan(3);
    expect(keys.filter(({ key }) => key.includes(email))).toEqual([]);
  });
});

describe('sign-in', () => {
  it('of twenty wrong ones at once from one place, five are looked at', async () => {
    const { email } = await citizen();
    const ip = anotherIp();
    const results = await many(20, () => tryAt(email, ip));
    expect(refused(results)).toBe(15);
    const failed = await behindTheWall('*', (db) =>
      db.auditEvent.count({
        where: { event: 'accounts.signIn', outcome: 'failed', after: { path: ['email'], equals: email } },
      }),
    );
    expect(failed).toBe(5);
  });

  it('says the same, with the time to wait, for an account and for none; the right password is not looked at either', async () => {
    const { email } = await citizen();
    const answers: unknown[] = [];
    for (const address of [email, anotherEmail()]) {
      const ip = anotherIp();
      for (let tries = 0; tries < 5; tries += 1)
        expect(faultOf(await tryAt(address, ip)).code).toBe('invalid');
      const fault = faultOf(
        await signIn.execute(requestOf({}, { ip }), { email: address, password: worldPassword }),
      );
      expect(fault.retryAfter).toBeGreaterThan(50);
      expect(fault.retryAfter).toBeLessThanOrEqual(60);
      answers.push({ ...fault, retryAfter: 0 });
    }
    expect(answers[0]).toEqual({ code: 'too_many', message: 'errors.limits.wait', retryAfter: 0 });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('gives back what a success did not use up', async () => {
    const { email } = await citizen();
    const ip = anotherIp();
    for (let tries = 0; tries < 3; tries += 1) faultOf(await tryAt(email, ip));
    for (let tries = 0; tries < 8; tries += 1)
      successOf(await signIn.execute(requestOf({}, { ip }), { email, password: worldPassword }));
    expect(faultOf(await tryAt(email, ip)).code).toBe('invalid');
    expect(faultOf(await tryAt(email, ip)).code).toBe('invalid');
    expect(faultOf(await tryAt(email, ip)).code).toBe('too_many');
  });

  it('counts the address under every spelling', async () => {
    const { email } = await citizen();
    const ip = anotherIp();
    const results = [];
    for (const spelling of [
      email,
      email.toUpperCase(),
      ` ${email} `,
      email.replace('@', '＠'),
      email,
      email.toUpperCase(),
    ])
      results.push(await tryAt(spelling, ip));
    expect(results.map((result) => faultOf(result).code)).toEqual([...Array(5).fill('invalid'), 'too_many']);
  });

  it('fifteen wrong ones in a quarter of an hour from anywhere slow the address down, and not its owner on a known device', async () => {
    const { email } = await citizen();
    const { deviceCookie } = successOf(
      await signIn.execute(strangerRequest(), { email, password: worldPassword }),
    );
    const results = await many(20, () => tryAt(email, anotherIp()));
    expect(refused(results)).toBe(5);
    const stopped = faultOf(await signIn.execute(strangerRequest(), { email, password: worldPassword }));
    expect(stopped.code).toBe('too_many');
    expect(stopped.retryAfter).toBeGreaterThan(800);
    expect(stopped.retryAfter).toBeLessThanOrEqual(900);
    successOf(await signIn.execute(strangerRequest({ deviceCookie }), { email, password: worldPassword }));
  });

  it('whoever uses up the tries of a place keeps nobody out there on a known device', async () => {
    const { email } = await citizen();
    const ip = anotherIp();
    const { deviceCookie } = successOf(
      await signIn.execute(strangerRequest(), { email, password: worldPassword }),
    );
    await many(20, () => tryAt(anotherEmail(), ip));
    const enter = (more: Parameters<typeof requestOf>[1]) =>
      signIn.execute(requestOf({}, { ip, ...more }), { email, password: worldPassword });
    expect(faultOf(await enter({})).code).toBe('too_many');
    for (let times = 0; times < 20; times += 1) successOf(await enter({ deviceCookie }));
    expect(faultOf(await enter({ deviceCookie })).code, 'it has as many, not more').toBe('too_many');
  });

  it('a device that is known is limited too, by its own count', async () => {
    const { email } = await citizen();
    const { deviceCookie } = successOf(
      await signIn.execute(strangerRequest(), { email, password: worldPassword }),
    );
    const ip = anotherIp();
    expect(refused(await many(10, () => tryAt(email, ip, { deviceCookie })))).toBe(5);
    expect(faultOf(await tryAt(email, anotherIp())).code).toBe('invalid');
  });

  it.each([
    ['made up', () => `${'A'.repeat(22)}.${'B'.repeat(43)}`],
    [
      'of another address',
      async () =>
        successOf(
          await signIn.execute(strangerRequest(), {
            email: (await citizen()).email,
            password: worldPassword,
          }),
        ).deviceCookie,
    ],
  ])('a device cookie that is %s is no way round it', async (_name, cookie) => {
    const { email } = await citizen();
    const ip = anotherIp();
    const deviceCookie = await cookie();
    await many(5, () => tryAt(email, ip));
    expect(faultOf(await tryAt(email, ip, { deviceCookie })).code).toBe('too_many');
  });

  it('twenty tries a minute from one place, whomever they are for', async () => {
    const ip = anotherIp();
    expect(refused(await many(25, () => tryAt(anotherEmail(), ip)))).toBe(5);
    expect(faultOf(await tryAt(anotherEmail(), anotherIp())).code).toBe('invalid');
  });
});

describe('mails that anybody can cause', () => {
  it.each([
    ['reset', requestPasswordReset],
    ['confirm', requestConfirmation],
  ])('%s: five an hour for an address, known or not', async (_name, useCase) => {
    for (const email of [(await citizen()).email, anotherEmail()]) {
      const results = await many(20, () => useCase.execute(strangerRequest(), { email }));
      expect(refused(results)).toBe(15);
      const fault = faultOf(await useCase.execute(strangerRequest(), { email }));
      expect(fault).toMatchObject({ code: 'too_many', message: 'errors.limits.wait' });
      expect(fault.retryAfter).toBeGreaterThan(3500);
    }
  });

  it.each([
    ['reset', requestPasswordReset],
    ['confirm', requestConfirmation],
  ])(
    '%s: who uses up those of an address leaves its owner as many, on a known device',
    async (_name, useCase) => {
      const { email } = await citizen();
      const { deviceCookie } = successOf(
        await signIn.execute(strangerRequest(), { email, password: worldPassword }),
      );
      await many(8, () => useCase.execute(strangerRequest(), { email }));
      const results = await many(8, () => useCase.execute(strangerRequest({ deviceCookie }), { email }));
      expect(refused(results)).toBe(3);
      const ofAnother = strangerRequest({ deviceCookie: deviceCookieFor(anotherEmail(), deviceCookie) });
      expect(faultOf(await useCase.execute(ofAnother, { email })).code).toBe('too_many');
    },
  );

  it('one address gets eight an hour of all kinds together', async () => {
    const email = anotherEmail();
    const asked = [];
    for (const ask of [requestPasswordReset, requestConfirmation])
      for (let times = 0; times < 5; times += 1) asked.push(await ask.execute(strangerRequest(), { email }));
    expect(asked.filter(({ ok }) => ok)).toHaveLength(8);
  });

  it('registrations: ten an hour from one place', async () => {
    const ip = anotherIp();
    const results = await many(20, () =>
      register.execute(requestOf({}, { ip }), {
        email: anotherEmail(),
        password: 'long enough a password',
        county: 'ALD',
      }),
    );
    expect(refused(results)).toBe(10);
  });
});

describe('what is refused again and again', () => {
  const events = (event: string, ip: string) =>
    behindTheWall('*', (db) => db.auditEvent.findMany({ where: { event, ip, outcome: 'refused' } }));

  it('a limit of a sign-in door leaves one event a minute and source', async () => {
    const [one, other] = [anotherIp(), anotherIp()];
    for (const ip of [one, other])
      for (let tries = 0; tries < 30; tries += 1) await tryAt(anotherEmail(), ip);
    for (const ip of [one, other]) expect(await events('accounts.signIn', ip)).toHaveLength(1);
  });

  it('a sign-in that is not fresh leaves one event a minute and session', async () => {
    const person = await citizen();
    await behindTheWall('*', (db) =>
      db.session.updateMany({ where: { userId: person.id }, data: { freshUntil: null } }),
    );
    const tried = { ...person.request, ip: anotherIp() };
    for (let tries = 0; tries < 5; tries += 1)
      expect(faultOf(await startApp.execute(tried, {})).reauthRequired).toBe(true);
    expect(await events('accounts.startApp', tried.ip)).toMatchObject([{ actorId: person.id }]);
  });

  it('a sign-out leaves an event, a stranger’s none', async () => {
    const person = await citizen();
    await signOut.execute(person.request, {});
    await signOut.execute(person.request, {});
    const found = await behindTheWall('*', (db) =>
      db.auditEvent.findMany({ where: { event: 'accounts.signOut', actorId: person.id } }),
    );
    expect(found).toMatchObject([{ outcome: 'done', entity: 'session', countyId: person.countyId }]);
  });
});

describe('the own password', () => {
  it.each([
    [
      'change',
      (person: Awaited<ReturnType<typeof citizen>>) =>
        changePassword.execute(person.request, {
          password,
          newPassword: 'another one to use',
          newPasswordConfirm: 'another one to use',
        }),
    ],
    [
      're-authentication',
      (person: Awaited<ReturnType<typeof citizen>>) => reauthenticate.execute(person.request, { password }),
    ],
  ])('%s: five wrong ones a minute', async (_name, attempt) => {
    const person = await citizen();
    const results = await many(20, () => attempt(person));
    expect(refused(results)).toBe(15);
    expect(results.every((result) => !result.ok)).toBe(true);
  });

  it('is counted by the session, whose cookie has one spelling', async () => {
    const person = await citizen();
    const cookie = person.request.cookies.session ?? '';
    // The last two bits of an HMAC's 43 characters mean nothing: of the four spellings one alone opens the session.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(cookie.at(-1) ?? '');
    const spellings = [0, 1, 2, 3].map((bits) => cookie.slice(0, -1) + alphabet.charAt((last & ~3) | bits));
    const results = await many(28, (index) =>
      reauthenticate.execute(requestOf({ sessionCookie: spellings[index % 4] }), { password }),
    );
    const countOf = (wanted: string) => results.filter((result) => faultOf(result).code === wanted).length;
    expect([countOf('invalid'), countOf('too_many'), countOf('unauthenticated')]).toEqual([5, 2, 21]);
  });

  it('is counted by the token, whatever cookie comes with it', async () => {
    const { email } = await citizen();
    const { authenticationToken: bearerToken } = successOf(
      await signIn.execute(strangerRequest(), { email, password: worldPassword, includeAuthToken: true }),
    );
    const results = await many(12, (index) =>
      changePassword.execute(requestOf({ bearerToken, sessionCookie: `made-up-${index}` }), {
        password,
        newPassword: 'another one to use',
        newPasswordConfirm: 'another one to use',
      }),
    );
    expect(refused(results)).toBe(7);
  });

  it('of one session leaves the others theirs', async () => {
    const person = await citizen();
    const other = await openTestSession(person);
    await many(6, () => reauthenticate.execute(other.request, { password }));
    expect(faultOf(await reauthenticate.execute(other.request, { password: worldPassword })).code).toBe(
      'too_many',
    );
    successOf(await reauthenticate.execute(person.request, { password: worldPassword }));
  });

  it('a right one gives back what it took', async () => {
    const person = await citizen();
    for (let times = 0; times < 8; times += 1)
      successOf(await reauthenticate.execute(person.request, { password: worldPassword }));
  });
});

it('RATE_LIMITS=off counts nothing', async () => {
  overrideSettings({ RATE_LIMITS: false });
  try {
    const { email } = await citizen();
    const ip = anotherIp();
    const rows = () => asLogin('select key, points from rate_limit order by key');
    const before = await rows();
    expect(refused(await many(25, () => tryAt(email, ip)))).toBe(0);
    expect(refused(await many(8, () => requestPasswordReset.execute(requestOf({}, { ip }), { email })))).toBe(
      0,
    );
    expect(await rows()).toEqual(before);
  } finally {
    overrideSettings({ RATE_LIMITS: true });
  }
});
