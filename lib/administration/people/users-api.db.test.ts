import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listTokens, updateProfile } from '@/lib/accounts';
import { behindTheWall } from '@/lib/kernel/db';
import { overrideSettings } from '@/lib/platform/env';
import { writeCursor } from '@/lib/shared/paging';
import {
  createPerson,
  createWorld,
  fakeClock,
  faultOf,
  requestOf,
  successOf,
  type World,
} from '@/lib/testing/world';
import { listCounties, listDepartments, listRoles, listServiceTokens } from '..';
import { exportUsers } from './export-users';
import { listUsers } from './list-users';
import { sendResetLink } from './recover-user';
import { SetUserDepartments, SetUserRoles } from './schema';
import { updateUser } from './update-user';

// What programs send to the people's part of API v1: odd cursors, fields left out, null for none, limits of others.

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

describe('a cursor that somebody wrote', () => {
  for (const values of [
    ['-createdAt', '0000-01-01T00:00:00.000Z', 'x'],
    ['-createdAt', '-000001-01-01T00:00:00.000Z', 'x'],
    ['-createdAt', '+010000-01-01T00:00:00.000Z', 'x'],
    ['-createdAt', '2026-13-45T99:99:99.999Z', 'x'],
    ['-createdAt', '2026', 'x'],
    ['-createdAt', '', ''],
    ['name', 'only one'],
    ['email'],
    [],
  ])
    it(`${JSON.stringify(values)} is told so`, async () => {
      const fault = faultOf(
        await listUsers.execute(world.alder.admin.request, {
          sort: values[0] ?? '-createdAt',
          cursor: writeCursor(values),
        }),
      );
      expect(fault.fields).toEqual({ cursor: ['errors.page.cursor'] });
    });

  it('walks on behind the longest names there are', async () => {
    // Letters of two places each, which stand behind all others.
    const name = '\u{20000}'.repeat(100);
    const people = await Promise.all(
      [0, 1].map(() => createPerson({ county: world.birch.county, role: 'Citizen' })),
    );
    await behindTheWall('*', (db) =>
      db.user.updateMany({
        where: { id: { in: people.map(({ id }) => id) } },
        data: { firstName: name, lastName: name },
      }),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = successOf(
        await listUsers.execute(world.birch.admin.request, { sort: '-name', perPage: '1', cursor }),
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.slice(0, 2).sort()).toEqual(people.map(({ id }) => id).sort());
    expect(new Set(seen).size).toBe(seen.length);
  });
});

it('a page far beyond the end of any list is empty', async () => {
  const { request } = world.alder.admin;
  const input = { page: '999999999', perPage: '100' };
  for (const { name, execute } of [
    listUsers,
    listDepartments,
    listRoles,
    listServiceTokens,
    listCounties,
    listTokens,
  ])
    expect(await execute(request, input), name).toMatchObject({
      ok: true,
      value: { items: [], page: 999_999_999 },
    });
});

describe('what programs leave out or send as null', () => {
  it('a set that is not named is not taken for an empty one', () => {
    const rest = { userId: randomUUID(), version: 1 };
    expect(SetUserDepartments.safeParse(rest).success).toBe(false);
    expect(SetUserDepartments.safeParse({ ...rest, deparments: ['x'] }).success).toBe(false);
    expect(SetUserRoles.safeParse(rest).success).toBe(false);
    expect(SetUserDepartments.parse({ ...rest, departments: [] }).departments).toEqual([]);
  });

  it('a version is a whole number, or its digits; not what can be made one', () => {
    for (const version of [true, [1], '0x1', 1.5, '', null, 0, 2 ** 31])
      expect(
        SetUserRoles.safeParse({ userId: 'x', roles: [], version }).success,
        JSON.stringify(version),
      ).toBe(false);
    expect(SetUserRoles.parse({ userId: 'x', roles: [], version: '7' }).version).toBe(7);
  });

  it('null is none, as it is answered', async () => {
    const { id, request } = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const row = () => behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }));
    const version = async () => (await row()).version;
    successOf(
      await updateUser.execute(world.alder.admin.request, {
        userId: id,
        version: await version(),
        phoneNumber: '555-010-1234',
        address: '1 Main Street',
      }),
    );
    successOf(
      await updateUser.execute(world.alder.admin.request, {
        userId: id,
        version: await version(),
        phoneNumber: null,
      }),
    );
    expect(await row()).toMatchObject({ phoneNumber: null, address: '1 Main Street' });
    successOf(
      await updateProfile.execute(request, {
        version: await version(),
        firstName: 'Ada',
        lastName: 'Abt',
        locale: 'en',
        phoneNumber: null,
        address: null,
      }),
    );
    expect(await row()).toMatchObject({ phoneNumber: null, address: null });
  });
});

describe('limits and fresh sign-ins', () => {
  beforeEach(() => overrideSettings({ RATE_LIMITS: false }));

  it('another county’s tries use nothing up of the own one’s', async () => {
    const { id } = await createPerson({ county: world.alder.county, role: 'Citizen' });
    overrideSettings({ RATE_LIMITS: true });
    const ask = async (admin = world.alder.admin) => sendResetLink.execute(admin.request, { userId: id });
    for (let count = 0; count < 5; count += 1)
      expect(faultOf(await ask(world.birch.admin)).code).toBe('not_found');
    for (let count = 0; count < 5; count += 1) successOf(await ask());
    expect(faultOf(await ask()).code).toBe('too_many');
    overrideSettings({ RATE_LIMITS: false });
  });

  it('a long export goes on when the ten minutes are over; a new one does not begin', async () => {
    const clock = fakeClock();
    const { request } = await createPerson({ county: world.alder.county, role: 'County Admin' });
    successOf(await exportUsers.execute(request, {}));
    clock.advance(11 * 60_000);
    expect(faultOf(await exportUsers.execute(request, {})).reauthRequired).toBe(true);
    const cursor = writeCursor(['-createdAt', new Date().toISOString(), 'x']);
    successOf(await exportUsers.execute(request, { cursor }));
    expect(faultOf(await exportUsers.execute(requestOf(), { cursor })).code).toBe('unauthenticated');
  });
});
