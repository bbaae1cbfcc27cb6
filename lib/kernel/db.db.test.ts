import { beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '@/lib/testing/world';
import { behindTheWall } from './db';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

describe('statements that a connection keeps', () => {
  const countiesOfPeople = (wall: string | null) =>
    behindTheWall(wall, (db) => db.$queryRaw<{ id: string }[]>`select distinct "countyId" as id from "User"`);

  it('show each caller the people of their own county, however often another asked the same', async () => {
    const [alder, birch] = [world.alder.county.id, world.birch.county.id];
    for (let turn = 0; turn < 12; turn += 1) {
      expect(await countiesOfPeople(alder)).toEqual([{ id: alder }]);
      expect(await countiesOfPeople(birch)).toEqual([{ id: birch }]);
      expect(await countiesOfPeople(null)).toEqual([]);
    }
  });

  it('are so many at most; others run all the same', async () => {
    await behindTheWall(null, async (db) => {
      for (let count = 1; count <= 210; count += 1)
        expect(await db.$queryRawUnsafe(`select ${count} as count`)).toEqual([{ count }]);
      const [kept] = await db.$queryRaw<{ count: number }[]>`
        select count(*)::int as count from pg_prepared_statements where name like 'portal_%'`;
      expect(kept?.count).toBeLessThanOrEqual(200);
    });
  });
});
