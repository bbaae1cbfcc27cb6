import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deactivateUser, reactivateUser } from '@/lib/administration';
import { sealSessionCookie } from '@/lib/identity/session-cookie';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { overrideSettings } from '@/lib/platform/env';
import {
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  openTestSession,
  requestOf,
  requestWith,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { changePassword } from '../passwords/change-password';
import { getCurrentUser } from '../profile/get-current-user';
import { reauthenticate } from '../sign-in/reauthenticate';
import { signIn } from '../sign-in/sign-in';
import { signOut } from '../sign-in/sign-out';
import { endOtherSessions, endSession, listSessions } from './sessions';
import { staySignedIn } from './stay-signed-in';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
let world: World;
let clock: ReturnType<typeof fakeClock>;
beforeAll(async () => {
  fakeMailer();
  world = await createWorld();
});
beforeEach(() => {
  clock = fakeClock();
});

const citizen = (more: Partial<Parameters<typeof createPerson>[0]> = {}) =>
  createPerson({ county: world.alder.county, role: 'Citizen', ...more });
const isIn = async (request: PortalRequest) => (await getCurrentUser.execute(request, {})).ok;
async function entered(email: string) {
  const session = successOf(await signIn.execute(strangerRequest(), { email, password: worldPassword }));
  return { ...session, request: await requestWith(session) };
}

describe('a session ends when it is not used', () => {
  it.each([
    ['Citizen', 60],
    ['Department Officer', 30],
    ['County Admin', 30],
    ['System Administrator', 30],
  ] as const)('%s: %d minutes', async (role, minutes) => {
    const county = role === 'System Administrator' ? null : world.alder.county;
    for (const [wait, lives] of [
      [minutes * MINUTE - 1, true],
      [minutes * MINUTE, false],
    ] as const) {
      const { request } = await entered((await createPerson({ county, role })).email);
      clock.advance(wait);
      expect(await isIn(request), `${wait} ms`).toBe(lives);
    }
  });

  it('using it moves the end, a minute at a time', async () => {
    const { request, sessionId } = await entered((await citizen()).email);
    const start = clock.now().getTime();
    const lastSeen = async () =>
      (
        await behindTheWall('*', (db) => db.session.findUniqueOrThrow({ where: { id: sessionId } }))
      ).lastSeenAt.getTime() - start;
    clock.advance(MINUTE);
    await isIn(request);
    expect(await lastSeen()).toBe(0);
    clock.advance(1);
    await isIn(request);
    expect(await lastSeen()).toBe(MINUTE + 1);
    for (let round = 0; round < 3; round += 1) {
      clock.advance(59 * MINUTE);
      expect(await isIn(request)).toBe(true);
    }
    clock.advance(60 * MINUTE);
    expect(await isIn(request)).toBe(false);
    // Nobody comes back to life by asking again.
    expect(await isIn(request)).toBe(false);
  });

  it('the setting decides for everybody, and a short one is kept exactly enough', async () => {
    overrideSettings({ SESSION_IDLE_MINUTES: 2 });
    try {
      const { request } = await entered(world.alder.officer.email);
      clock.advance(12 * SECOND + 1);
      expect(await isIn(request)).toBe(true);
      clock.advance(2 * MINUTE - 1);
      expect(await isIn(request)).toBe(true);
      clock.advance(2 * MINUTE);
      expect(await isIn(request)).toBe(false);
    } finally {
      overrideSettings({ SESSION_IDLE_MINUTES: undefined });
    }
  });

  it('the dialog is told how many seconds are left; asking counts as use', async () => {
    const { request } = await entered((await citizen()).email);
    expect(successOf(await staySignedIn.execute(request, {}))).toEqual({ secondsLeft: 3600 });
    clock.advance(59 * MINUTE);
    expect(successOf(await staySignedIn.execute(request, {}))).toEqual({ secondsLeft: 3600 });
    clock.advance(59 * MINUTE);
    expect(await isIn(request)).toBe(true);
  });
});

describe('a session ends after twelve hours, however it is used', () => {
  it.each([
    [12 * HOUR - SECOND, true],
    [12 * HOUR, false],
  ])('after %d ms it lives: %s', async (age, lives) => {
    const { request } = await entered((await citizen()).email);
    for (let used = 0; used + 50 * MINUTE < age; used += 50 * MINUTE) {
      clock.advance(50 * MINUTE);
      expect(await isIn(request)).toBe(true);
    }
    clock.advance(age % (50 * MINUTE) || 50 * MINUTE);
    expect(await isIn(request)).toBe(lives);
  });

  it('a new password does not make it longer', async () => {
    const { request, expiresAt } = await entered((await citizen()).email);
    clock.advance(30 * MINUTE);
    const { session } = successOf(
      await changePassword.execute(request, {
        password: worldPassword,
        newPassword: 'a new one of mine',
        newPasswordConfirm: 'a new one of mine',
      }),
    );
    expect(session?.expiresAt).toEqual(expiresAt);
  });

  it('a cookie that says later than its row does not help', async () => {
    const person = await citizen();
    const { sessionId } = await entered(person.email);
    const sessionCookie = sealSessionCookie(
      sessionId,
      new Date(clock.now().getTime() + 99 * HOUR),
      process.env.AUTH_SECRET ?? '',
    );
    await behindTheWall('*', (db) =>
      db.session.update({ where: { id: sessionId }, data: { expiresAt: clock.now() } }),
    );
    expect(await isIn(requestOf({ sessionCookie }))).toBe(false);
  });
});

describe('a session ends at the next request after', () => {
  const admin = () => createPerson({ county: world.alder.county, role: 'County Admin' });
  const change = (id: string, data: Record<string, unknown>) =>
    behindTheWall('*', (db) => db.user.update({ where: { id }, data }));
  type Case = [
    string,
    (person: { id: string; email: string; request: PortalRequest; sessionId: string }) => Promise<unknown>,
  ];
  const cases: Case[] = [
    ['sign-out', async ({ request }) => successOf(await signOut.execute(request, {}))],
    [
      'its end in the list of sessions',
      async ({ request, sessionId }) =>
        expect(successOf(await endSession.execute(request, { sessionId }))).toEqual({ wasCurrent: true }),
    ],
    [
      'deactivation',
      async ({ id }) => successOf(await deactivateUser.execute((await admin()).request, { userId: id })),
    ],
    [
      'deactivation and reactivation',
      async ({ id }) => {
        const { request } = await admin();
        successOf(await deactivateUser.execute(request, { userId: id }));
        successOf(await reactivateUser.execute(request, { userId: id }));
      },
    ],
    ['a new security stamp', ({ id }) => change(id, { securityStamp: randomUUID() })],
    ['deactivation by hand in the database', ({ id }) => change(id, { active: false })],
    [
      'deletion of its row',
      ({ sessionId }) => behindTheWall('*', (db) => db.session.delete({ where: { id: sessionId } })),
    ],
    [
      'deletion of the person',
      async ({ id }) => {
        await behindTheWall('*', (db) => db.user.delete({ where: { id } }));
      },
    ],
    [
      'a step back to before the second factor',
      ({ sessionId }) =>
        behindTheWall('*', (db) =>
          db.session.update({ where: { id: sessionId }, data: { complete: false } }),
        ),
    ],
  ];
  it.each(cases)('%s', async (_name, end) => {
    const person = await citizen();
    expect(await isIn(person.request)).toBe(true);
    await end(person);
    expect(await isIn(person.request)).toBe(false);
    expect(await isIn(person.request)).toBe(false);
  });

  it('the county was closed, and then nobody of it signs in to anything', async () => {
    const county = await behindTheWall('*', async (db) => {
      const { createCounty } = await import('@/prisma/seed/county');
      return {
        id: await createCounty(db, { code: 'OAK', name: 'Oak County' }),
        code: 'OAK',
        departments: {},
      };
    });
    const person = await createPerson({ county, role: 'Citizen' });
    expect(await isIn(person.request)).toBe(true);
    await behindTheWall('*', (db) => db.county.update({ where: { id: county.id }, data: { active: false } }));
    expect(await isIn(person.request)).toBe(false);
    const result = await signIn.execute(strangerRequest(), { email: person.email, password: worldPassword });
    if (result.ok) expect(await isIn(await requestWith(result.value))).toBe(false);
  });

  it('a role was taken away: what it allowed is gone, the session stays', async () => {
    const person = await admin();
    await behindTheWall('*', (db) => db.userRole.deleteMany({ where: { userId: person.id } }));
    expect(
      faultOf(await deactivateUser.execute(person.request, { userId: world.alder.citizen.id })).code,
    ).toBe('forbidden');
    expect(faultOf(await getCurrentUser.execute(person.request, {})).code).toBe('forbidden');
  });

  it('sign-out ends this session alone, and a stranger may sign out too', async () => {
    const person = await citizen();
    const other = await openTestSession(person);
    successOf(await signOut.execute(person.request, {}));
    expect([await isIn(person.request), await isIn(other.request)]).toEqual([false, true]);
    successOf(await signOut.execute(person.request, {}));
    successOf(await signOut.execute(strangerRequest(), {}));
    expect(await isIn(other.request)).toBe(true);
  });
});

describe('the list of sessions', () => {
  it('has the own ones that live, the current one marked', async () => {
    const person = await citizen();
    const other = await openTestSession(person);
    const ended = await openTestSession(person);
    successOf(await endSession.execute(person.request, { sessionId: ended.sessionId }));
    const idle = await openTestSession(person);
    await behindTheWall('*', (db) =>
      db.session.update({
        where: { id: idle.sessionId },
        data: { lastSeenAt: new Date(Date.now() - 61 * MINUTE) },
      }),
    );
    const { items: sessions, total } = successOf(await listSessions.execute(person.request, {}));
    expect(total).toBe(2);
    expect(sessions.map(({ id, current }) => [id, current]).sort()).toEqual(
      [
        [person.sessionId, true],
        [other.sessionId, false],
      ].sort(),
    );
    expect(Object.keys(sessions[0] ?? {}).sort()).toEqual([
      'createdAt',
      'current',
      'id',
      'ip',
      'lastSeenAt',
      'userAgent',
    ]);
  });

  it("ends one; somebody else's, also of the own county, is not there", async () => {
    const [person, neighbour] = [await citizen(), await citizen()];
    const other = await openTestSession(person);
    expect(faultOf(await endSession.execute(neighbour.request, { sessionId: other.sessionId })).code).toBe(
      'not_found',
    );
    expect(
      faultOf(await endSession.execute(world.alder.admin.request, { sessionId: other.sessionId })).code,
    ).toBe('not_found');
    expect(await isIn(other.request)).toBe(true);
    expect(successOf(await endSession.execute(person.request, { sessionId: other.sessionId }))).toEqual({
      wasCurrent: false,
    });
    expect(await isIn(other.request)).toBe(false);
    expect(faultOf(await endSession.execute(person.request, { sessionId: other.sessionId })).code).toBe(
      'not_found',
    );
  });

  it('ends all others', async () => {
    const [person, neighbour] = [await citizen(), await citizen()];
    const others = [await openTestSession(person), await openTestSession(person)];
    expect(successOf(await endOtherSessions.execute(person.request, {}))).toEqual({ ended: 2 });
    for (const other of others) expect(await isIn(other.request)).toBe(false);
    expect([await isIn(person.request), await isIn(neighbour.request)]).toEqual([true, true]);
  });
});

describe('a fresh session', () => {
  const guarded = (request: PortalRequest) => deactivateUser.execute(request, { userId: 'nobody' });

  it.each([
    [10 * MINUTE - 1, 'not_found'],
    [10 * MINUTE, 'unauthenticated'],
  ])('%d ms after the sign-in: %s', async (wait, code) => {
    const { request } = await entered(world.alder.admin.email);
    clock.advance(wait);
    expect(faultOf(await guarded(request)).code).toBe(code);
  });

  it('is had again by the password, for this session alone', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'County Admin' });
    const [one, two] = [await entered(person.email), await entered(person.email)];
    clock.advance(20 * MINUTE);
    expect(faultOf(await guarded(one.request))).toMatchObject({
      code: 'unauthenticated',
      reauthRequired: true,
    });
    expect(faultOf(await reauthenticate.execute(one.request, { password: 'not the password' }))).toEqual({
      code: 'invalid',
      message: 'errors.password.wrong',
      fields: { password: ['errors.password.wrong'] },
    });
    expect(faultOf(await reauthenticate.execute(one.request, { password: 'x'.repeat(129) })).message).toBe(
      'errors.password.wrong',
    );
    expect(faultOf(await guarded(one.request)).code).toBe('unauthenticated');
    successOf(await reauthenticate.execute(one.request, { password: worldPassword }));
    clock.advance(10 * MINUTE - 1);
    expect(faultOf(await guarded(one.request)).code).toBe('not_found');
    expect(faultOf(await guarded(two.request)).code).toBe('unauthenticated');
    clock.advance(1);
    expect(faultOf(await guarded(one.request)).code).toBe('unauthenticated');
    expect(faultOf(await reauthenticate.execute(strangerRequest(), { password: worldPassword })).code).toBe(
      'unauthenticated',
    );
  });
});
