import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { runBatch } from '@/lib/batches';
import { behindTheWall } from '@/lib/kernel/db';
import type { Result } from '@/lib/kernel/result';
import { createPerson, createWorld, successOf, type World } from '@/lib/testing/world';
import { createBatch, deactivateUser, setUserRoles } from '..';
import { lockAdministration } from './last-administrator';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const anotherAdmin = async () => {
  const { county } = world.alder;
  const person = await createPerson({ county, role: 'County Admin' });
  await behindTheWall('*', async (db) => {
    const role = await db.role.findFirstOrThrow({ where: { countyId: county.id, name: 'Citizen' } });
    await db.userRole.create({ data: { countyId: county.id, userId: person.id, roleId: role.id } });
  });
  return person;
};

type Act = () => Promise<Result<unknown>>;

/** Every act that takes an administrator away, ready to be done. */
const acts: Record<string, (userId: string) => Promise<Act>> = {
  'a change of roles': async (userId) => () =>
    setUserRoles.execute(world.alder.admin.request, { userId, version: 1, roles: ['Citizen'] }),
  'a deactivation': async (userId) => () => deactivateUser.execute(world.alder.admin.request, { userId }),
  'a role taken from several': async (userId) => {
    const { request } = world.alder.admin;
    const { id } = successOf(
      await createBatch.execute(request, { ids: [userId], act: 'take-role', role: 'County Admin' }),
    );
    return () => runBatch.execute(request, { batchId: id, from: 0 });
  },
};

// Two who lock the same two rows in two orders wait for each other for ever: a deadlock.
it.each(Object.keys(acts))('%s waits for the role before it locks the person', async (name) => {
  const person = await anotherAdmin();
  const act = await acts[name]?.(person.id);
  const { begun } = await behindTheWall(world.alder.county.id, async (db) => {
    await lockAdministration(db, world.alder.county.id);
    const begun = act?.();
    // Long enough for it to come to its first lock.
    await pause(400);
    // Fails where the row is locked already.
    await db.$queryRaw`select "id" from "User" where "id" = ${person.id} for update nowait`;
    return { begun };
  });
  expect((await begun)?.ok).toBe(true);
});
