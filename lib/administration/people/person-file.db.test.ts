import { beforeAll, describe, expect, it } from 'vitest';
import type { Permission, Reach } from '@/lib/access/permissions';
import { getCurrentUser } from '@/lib/accounts';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { grantOwnRole } from '@/lib/testing/roles';
import {
  createPerson,
  createWorld,
  faultOf,
  openTestSession,
  successOf,
  type World,
} from '@/lib/testing/world';
import { deactivateUser, getPersonFile, updateUser } from '..';

const MINUTE = 60_000;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const fileOf = async (userId: string, request: PortalRequest = world.alder.admin.request) =>
  successOf(await getPersonFile.execute(request, { userId }));

describe("the sessions on a person's page", () => {
  it.each([
    ['Citizen', 45, true],
    ['Citizen', 61, false],
    ['Department Officer', 29, true],
    ['Department Officer', 31, false],
  ] as const)(
    'are those that still open something: a %s who was here %d minutes ago: %s',
    async (role, ago, lives) => {
      const person = await createPerson({ county: world.alder.county, role });
      const [unused, half] = [await openTestSession(person), await openTestSession(person)];
      await behindTheWall('*', async (db) => {
        const lastSeenAt = new Date(Date.now() - ago * MINUTE);
        await db.session.update({ where: { id: unused.sessionId }, data: { lastSeenAt } });
        await db.session.update({ where: { id: half.sessionId }, data: { complete: false } });
      });
      const { sessions } = await fileOf(person.id);
      expect(sessions.map(({ id }) => id)).toEqual([person.sessionId, ...(lives ? [unused.sessionId] : [])]);
      expect((await getCurrentUser.execute(unused.request, {})).ok).toBe(lives);
    },
  );
});

describe('the acts that are offered', () => {
  const holderOf = async (name: string, permissions: [Permission, Reach][]) => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen', department: 'BLD' });
    await grantOwnRole(world.alder.county, person, name, permissions);
    return person;
  };

  it('are those that reach this very person', async () => {
    const head = await holderOf('Head of department', [
      ['user.view', 'county'],
      ['user.update', 'department'],
      ['user.deactivate', 'department'],
      ['user.recover', 'county'],
    ]);
    const near = await createPerson({ county: world.alder.county, role: 'Citizen', department: 'BLD' });
    const far = await createPerson({ county: world.alder.county, role: 'Citizen', department: 'ENV' });
    const offered = {
      update: true,
      assign: false,
      departments: false,
      deactivate: true,
      recover: true,
      resetFactors: false,
    };
    expect((await fileOf(near.id, head.request)).may).toEqual(offered);
    expect((await fileOf(far.id, head.request)).may).toEqual({
      ...offered,
      update: false,
      deactivate: false,
    });
    const change = { userId: far.id, version: 1, firstName: 'X' };
    expect(faultOf(await updateUser.execute(head.request, change)).code).toBe('not_found');
    expect(faultOf(await deactivateUser.execute(head.request, { userId: far.id })).code).toBe('not_found');
  });

  it('leave out the own departments, but for who runs the county', async () => {
    const assigner = await holderOf('Assigner', [
      ['user.view', 'county'],
      ['user.assign', 'county'],
    ]);
    const may = async (userId: string, request: PortalRequest) => {
      const { assign, departments } = (await fileOf(userId, request)).may;
      return [assign, departments];
    };
    expect(await may(world.alder.citizen.id, assigner.request)).toEqual([true, true]);
    expect(await may(assigner.id, assigner.request)).toEqual([false, false]);
    expect(await may(world.alder.admin.id, world.alder.admin.request)).toEqual([false, true]);
    expect(await may(world.system.id, world.system.request)).toEqual([false, false]);
  });
});
