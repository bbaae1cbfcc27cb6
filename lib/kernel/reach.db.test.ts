import { beforeAll, expect, it } from 'vitest';
import { type Reach, reaches } from '@/lib/access/permissions';
import { createWorld, type World } from '@/lib/testing/world';
import type { Person } from './actor';
import { behindTheWall } from './db';
import { currentMembership, reachFragments } from './reach';
import { sql } from './sql';

let world: World;
const now = new Date();
const day = 86_400_000;
beforeAll(async () => {
  world = await createWorld();
  // Who was in a department, and who will be, is not covered by it.
  const { county, citizen, admin } = world.alder;
  const membership = { countyId: county.id, departmentId: county.departments.BLD ?? '' };
  await behindTheWall('*', (db) =>
    db.userDepartment.createMany({
      data: [
        {
          ...membership,
          userId: citizen.id,
          from: new Date(now.getTime() - 2 * day),
          until: new Date(now.getTime() - day),
        },
        { ...membership, userId: admin.id, from: new Date(now.getTime() + day), until: null },
      ],
    }),
  );
});

it.each<[string, Reach | null, 'officer' | 'admin' | 'system']>([
  ...reaches.map((reach): [string, Reach, 'officer'] => ['a Department Officer', reach, 'officer']),
  ['somebody without the permission', null, 'officer'],
  ['somebody in no department', 'department', 'admin'],
  ['a System Administrator', 'all', 'system'],
  ['a System Administrator', 'county', 'system'],
  ['a System Administrator', 'department', 'system'],
])('the three ways to say whom %s with reach "%s" covers say the same', async (_who, reach, who) => {
  const { request } = who === 'system' ? world.system : world.alder[who];
  const actor = (await request.identify(now)) as Person;
  const grants: Person['grants'] = new Map(reach ? [['user.view', reach]] : []);
  const { users } = reachFragments({ ...actor, grants }, 'user.view', now);
  await behindTheWall('*', async (db) => {
    const all = await db.user.findMany({
      select: {
        id: true,
        county: { select: { id: true } },
        departments: { where: currentMembership(now), select: { department: { select: { id: true } } } },
      },
    });
    const has = all.filter(({ departments, ...person }) =>
      users.has({ ...person, departments: departments.map(({ department }) => department) }),
    );
    const where = await db.user.findMany({ where: users.where, select: { id: true } });
    const found = await db.$queryRaw<{ id: string }[]>(sql`select u."id" from "User" u where ${users.sql}`);
    const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
    expect(ids(found)).toEqual(ids(where));
    expect(ids(has)).toEqual(ids(where));
    expect(all.length).toBeGreaterThan(6);
  });
});
