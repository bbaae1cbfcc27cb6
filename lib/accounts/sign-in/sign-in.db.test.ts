import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import bcryptjs from 'bcryptjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import { hasher, usePorts } from '@/lib/kernel/ports';
import { env, overrideSettings } from '@/lib/platform/env';
import { createHasher } from '@/lib/platform/hashing';
import { writePlacesDatabase } from '@/lib/testing/places-database';
import {
  anotherEmail,
  auditEvents,
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  requestOf,
  requestWith,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { changePassword } from '../passwords/change-password';
import { getCurrentUser } from '../profile/get-current-user';
import { reauthenticate } from './reauthenticate';
import { signIn } from './sign-in';
import '../mails';

const MINUTE = 60_000;
let world: World;
let clock: ReturnType<typeof fakeClock>;
let mail: ReturnType<typeof fakeMailer>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  clock = fakeClock();
  mail = fakeMailer();
  await behindTheWall('*', (db) => db.outboxMail.deleteMany());
});

const citizen = (more: Partial<Parameters<typeof createPerson>[0]> = {}) =>
  createPerson({ county: world.alder.county, role: 'Citizen', ...more });
const enter = (email: string, more: Parameters<typeof strangerRequest>[0] = {}, password = worldPassword) =>
  signIn.execute(strangerRequest(more), { email, password });
const rowOf = (id: string) => behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }));
const whoIs = async (credentials: Parameters<typeof requestOf>[0]) => {
  const result = await getCurrentUser.execute(requestOf(credentials), {});
  return result.ok ? result.value.email : result.error.code;
};

describe('a sign-in', () => {
  it('opens a session of its own, counts, and leaves an event', async () => {
    const person = await citizen();
    const first = successOf(await enter(person.email, { ip: '192.0.2.10' }));
    clock.advance(MINUTE);
    const second = successOf(await enter(` ${person.email.toUpperCase()}`, { ip: '192.0.2.11' }));
    expect(second.sessionId).not.toBe(first.sessionId);
    for (const session of [first, second])
      expect(successOf(await getCurrentUser.execute(await requestWith(session), {})).email).toBe(
        person.email,
      );
    expect(await rowOf(person.id)).toMatchObject({
      loginCount: 2,
      currentLoginIp: '192.0.2.11',
      lastLoginIp: '192.0.2.10',
      currentLoginAt: clock.now(),
      lastLoginAt: new Date(clock.now().getTime() - MINUTE),
    });
    const events = (await auditEvents('accounts.signIn')).filter(({ entityId }) => entityId === person.id);
    expect(events).toMatchObject([
      { outcome: 'done', countyId: world.alder.county.id, actorId: person.id, actorEmail: person.email },
      { outcome: 'done' },
    ]);
  });

  it('names who proved to be somebody, not who was signed in before, perhaps of another county', async () => {
    const person = await citizen();
    const { request } = world.birch.admin;
    successOf(await signIn.execute(request, { email: person.email, password: worldPassword }));
    clock.advance(MINUTE);
    faultOf(await signIn.execute(request, { email: person.email, password: 'not the password' }));
    clock.advance(MINUTE);
    faultOf(await signIn.execute(request, { email: person.email, password: 'x'.repeat(200) }));
    const events = (await auditEvents('accounts.signIn')).filter(
      ({ requestId }) => requestId === request.requestId,
    );
    expect(events).toMatchObject([
      { outcome: 'done', countyId: world.alder.county.id, actorId: person.id },
      { outcome: 'failed', countyId: world.alder.county.id, actorId: null, actorEmail: null },
      { outcome: 'refused', countyId: null, actorId: null, actorEmail: null },
    ]);
  });

  it('works for who belongs to no county', async () => {
    const session = successOf(await enter(world.system.email));
    expect(successOf(await getCurrentUser.execute(await requestWith(session), {}))).toMatchObject({
      email: world.system.email,
      roles: ['System Administrator'],
    });
  });

  it('twenty at once are twenty sessions, and the count is twenty', async () => {
    const person = await citizen();
    const { deviceCookie } = successOf(await enter(person.email));
    // Four a device: five tries at once of one device is the limit.
    const devices = await Promise.all(
      [0, 1, 2, 3].map(
        async () => successOf(await enter(person.email, { deviceCookie: undefined })).deviceCookie,
      ),
    );
    const cookies = [deviceCookie, ...devices];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => enter(person.email, { deviceCookie: cookies[index % 5] })),
    );
    expect(new Set(results.map((result) => successOf(result).sessionId)).size).toBe(20);
    expect((await rowOf(person.id)).loginCount).toBe(25);
  });

  it('carries nothing of the account in its answer', async () => {
    const person = await citizen();
    expect(Object.keys(successOf(await enter(person.email))).sort()).toEqual([
      'authenticationToken',
      'deviceCookie',
      'expiresAt',
      'locale',
      'sessionId',
    ]);
  });
});

describe('a refused sign-in', () => {
  const wrong = {
    code: 'invalid',
    message: 'errors.signIn.wrong',
    fields: { email: ['errors.signIn.wrong'] },
  };

  it('with a wrong password says the same for every address, and opens nothing', async () => {
    const people = [
      await citizen(),
      await citizen({ active: false }),
      await citizen({ confirmed: false }),
      world.birch.admin,
      world.system,
    ];
    const sessions = () => behindTheWall('*', (db) => db.session.count());
    const before = await sessions();
    for (const email of [...people.map((person) => person.email), anotherEmail()])
      for (const password of [
        'not the password',
        worldPassword.toUpperCase(),
        `${worldPassword} `,
        'x'.repeat(129),
        '\u0000',
        '💥'.repeat(100),
      ])
        expect(faultOf(await enter(email, {}, password))).toEqual(wrong);
    expect(await sessions()).toBe(before);
  });

  it('says more after the right password alone', async () => {
    const inactive = await citizen({ active: false });
    const unconfirmed = await citizen({ confirmed: false });
    expect(faultOf(await enter(inactive.email)).message).toBe('errors.signIn.deactivated');
    expect((await enter(unconfirmed.email)).ok).toBe(true);
    overrideSettings({ CONFIRM_EMAIL: true });
    try {
      expect(faultOf(await enter(unconfirmed.email)).message).toBe('errors.signIn.confirmFirst');
      expect(faultOf(await enter(inactive.email)).message).toBe('errors.signIn.deactivated');
    } finally {
      overrideSettings({ CONFIRM_EMAIL: false });
    }
  });

  it('an account without a password (invited) is like a wrong one', async () => {
    const person = await citizen();
    await behindTheWall('*', (db) =>
      db.user.update({ where: { id: person.id }, data: { passwordHash: null } }),
    );
    for (const password of ['anything', 'null'])
      expect(faultOf(await enter(person.email, {}, password))).toEqual(wrong);
  });

  it('a password longer than any is not hashed; every other try costs one hash, for nobody too', async () => {
    const real = hasher();
    let checks = 0;
    usePorts({
      hasher: {
        hash: (password) => real.hash(password),
        verify: (password, stored) => {
          checks += 1;
          return real.verify(password, stored);
        },
      },
    });
    try {
      const person = await citizen();
      const counted = async (email: string, password: string) => {
        checks = 0;
        await enter(email, {}, password);
        return checks;
      };
      for (const email of [person.email, anotherEmail()]) {
        expect(await counted(email, 'x'.repeat(129))).toBe(0);
        expect(await counted(email, 'x'.repeat(1_000_000))).toBe(0);
        expect(await counted(email, 'not the password')).toBe(1);
      }
      // Characters are counted, not bytes.
      expect(await counted(person.email, '💥'.repeat(128))).toBe(1);
    } finally {
      usePorts({ hasher: real });
    }
  });
});

describe('the stored hash', () => {
  afterEach(() => usePorts({ hasher: undefined as never }));
  const stored = (id: string, passwordHash: string) =>
    behindTheWall('*', (db) => db.user.update({ where: { id }, data: { passwordHash } }));

  it.each([
    ['a lower cost, without a pepper, made elsewhere', () => bcryptjs.hash(worldPassword, 5)],
    [
      'argon2id',
      () => createHasher({ algorithm: 'argon2id', pepper: env().PASSWORD_PEPPER }).hash(worldPassword),
    ],
    [
      'another cost',
      () => createHasher({ algorithm: 'bcrypt', pepper: env().PASSWORD_PEPPER, cost: 6 }).hash(worldPassword),
    ],
  ])('of %s signs in and is upgraded then', async (_name, make) => {
    const person = await citizen();
    const old = await make();
    await stored(person.id, old);
    faultOf(await enter(person.email, {}, 'not the password'));
    expect((await rowOf(person.id)).passwordHash).toBe(old);
    const stamp = (await rowOf(person.id)).securityStamp;
    successOf(await enter(person.email));
    const row = await rowOf(person.id);
    expect(row.passwordHash).toMatch(/^\$2b\$04\$.*\$pepper=/);
    expect(row.securityStamp).toBe(stamp);
    successOf(await enter(person.email));
    expect((await rowOf(person.id)).passwordHash).toBe(row.passwordHash);
  });

  it('of a pepper that nobody knows signs nobody in', async () => {
    const person = await citizen();
    await stored(
      person.id,
      await createHasher({ algorithm: 'bcrypt', pepper: 'another pepper', cost: 4 }).hash(worldPassword),
    );
    expect(faultOf(await enter(person.email)).message).toBe('errors.signIn.wrong');
  });
});

describe('a new device', () => {
  it('is told by mail, but not at the first sign-in of all', async () => {
    const person = await citizen();
    const { deviceCookie } = successOf(await enter(person.email));
    await sendDueMail();
    expect(mail.sent.length).toBe(0);
    successOf(await enter(person.email, { deviceCookie }));
    await sendDueMail();
    expect(mail.sent.length).toBe(0);
    successOf(
      await enter(person.email, {
        ip: '192.0.2.99',
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      }),
    );
    await sendDueMail();
    expect(mail.to(person.email)).toMatchObject([{ subject: 'A new device signed in to your account' }]);
    expect(mail.sent[0]?.text).toContain('Firefox, Linux');
    expect(mail.sent[0]?.text).toContain('192.0.2.99');
    expect(mail.sent[0]?.text).toContain(`${env().APP_URL}/security`);
  });

  it('is told with the approximate place of the address, in its owner’s language, where there is a database of places', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'places-'));
    const file = path.join(folder, 'places.mmdb');
    writePlacesDatabase(file);
    const alertOf = async (language: string, ip: string) => {
      const person = await citizen();
      await behindTheWall('*', (db) =>
        db.user.update({ where: { id: person.id }, data: { locale: language } }),
      );
      successOf(await enter(person.email));
      successOf(await enter(person.email, { ip }));
      await sendDueMail();
      const [alert] = mail.to(person.email);
      return alert ?? { text: '', html: '' };
    };
    const lines = [
      ['en', '203.0.113.7', 'Approximate place, by the address: Salem, Oregon, United States'],
      ['es', '203.0.113.7', 'Lugar aproximado, según la dirección: Salem, Oregón, Estados Unidos'],
      ['es', '2001:db8:1::7', 'Lugar aproximado, según la dirección: Portland, Oregón, Estados Unidos'],
    ] as const;
    try {
      overrideSettings({ GEOIP_DATABASE: file });
      for (const [language, ip, line] of lines) {
        const { text, html } = await alertOf(language, ip);
        expect(text.split('\n')).toContain(line);
        expect(html).toContain(`<p style="margin:0 0 16px">${line}</p>`);
      }
      const unknown = await alertOf('en', '192.168.0.7');
      expect(unknown.text).toContain('Address: 192.168.0.7\n');
      expect(unknown.text).not.toMatch(/approximate|none/i);
      overrideSettings({ GEOIP_DATABASE: undefined });
      const without = await alertOf('en', '203.0.113.7');
      expect(without.text).toContain('Address: 203.0.113.7\n');
      expect(without.text).not.toMatch(/approximate|none/i);
      expect(without.html).not.toMatch(/approximate/i);
    } finally {
      overrideSettings({ GEOIP_DATABASE: undefined });
      rmSync(folder, { recursive: true });
    }
  });

  it('is not told of a sign-in that failed', async () => {
    const person = await citizen();
    successOf(await enter(person.email));
    faultOf(await enter(person.email, {}, 'not the password'));
    await sendDueMail();
    expect(mail.sent.length).toBe(0);
  });

  it('keeps its name for several people, and each needs a proof of their own', async () => {
    const [one, two] = [await citizen(), await citizen()];
    const { deviceCookie } = successOf(await enter(one.email));
    successOf(await enter(two.email));
    const second = successOf(await enter(two.email, { deviceCookie })).deviceCookie;
    expect(second?.split('.')[0]).toBe(deviceCookie?.split('.')[0]);
    expect(second).not.toBe(deviceCookie);
    await sendDueMail();
    expect(mail.sent.map(({ to }) => to)).toEqual([two.email]);
  });

  it('speaks the language of the account', async () => {
    const person = await citizen();
    await behindTheWall('*', (db) =>
      db.user.update({ where: { id: person.id }, data: { locale: 'es', loginCount: 3 } }),
    );
    expect(successOf(await enter(person.email)).locale).toBe('es');
    await sendDueMail();
    expect(mail.sent[0]?.html).toContain('<html lang="es">');
  });
});

describe("the lesson's login token", () => {
  const tokenOf = async (email: string) => {
    const token = successOf(
      await signIn.execute(strangerRequest(), { email, password: worldPassword, includeAuthToken: true }),
    ).authenticationToken;
    if (!token) throw new Error('expected a token');
    return token;
  };

  it('is given when it is asked for, and stored hashed', async () => {
    const person = await citizen();
    expect(successOf(await enter(person.email)).authenticationToken).toBeUndefined();
    const token = await tokenOf(person.email);
    expect(await whoIs({ bearerToken: token })).toBe(person.email);
    const rows = await behindTheWall('*', (db) => db.apiToken.findMany({ where: { userId: person.id } }));
    expect(rows).toMatchObject([{ name: 'Login', scopes: [], countyId: world.alder.county.id }]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each([
    [15 * MINUTE - 1000, true],
    [15 * MINUTE, false],
    [15 * MINUTE + 1000, false],
  ])('after %d ms of its 15 minutes it still opens the door: %s', async (milliseconds, lives) => {
    const person = await citizen();
    const token = await tokenOf(person.email);
    clock.advance(milliseconds);
    expect(await whoIs({ bearerToken: token })).toBe(lives ? person.email : 'unauthenticated');
  });

  it('is dead after a new password, wins over a cookie, and can neither be fresh nor become it', async () => {
    const person = await citizen();
    const token = await tokenOf(person.email);
    const sessionCookie = person.request.cookies.session;
    expect(await whoIs({ sessionCookie, bearerToken: 'csp_nothing' })).toBe('unauthenticated');
    expect(
      faultOf(await reauthenticate.execute(requestOf({ bearerToken: token }), { password: worldPassword }))
        .code,
    ).toBe('forbidden');
    successOf(
      await changePassword.execute(person.request, {
        password: worldPassword,
        newPassword: 'a new one of mine',
        newPasswordConfirm: 'a new one of mine',
      }),
    );
    expect(await whoIs({ bearerToken: token })).toBe('unauthenticated');
  });

  it.each([[''], ['csp_'], ['x'.repeat(10_000)], ["' or true --"], ['\u0000']])(
    'a token that is none is nobody: %j',
    async (bearerToken) => {
      expect(await whoIs({ bearerToken })).toBe('unauthenticated');
    },
  );
});
