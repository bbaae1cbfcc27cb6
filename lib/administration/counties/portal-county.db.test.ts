import { beforeAll, expect, it } from 'vitest';
import { behindTheWall } from '@/lib/kernel/db';
import { createWorld, fakeClock, strangerRequest, successOf, type World } from '@/lib/testing/world';
import { keptPortalCounty } from './portal-county';
import { updateCounty } from './update-county';

let world: World;
let clock: ReturnType<typeof fakeClock>;
beforeAll(async () => {
  world = await createWorld();
  clock = fakeClock();
});

const shown = async () => (await keptPortalCounty(strangerRequest(), clock.now()))?.name;
/** A change by another process: nothing here hears of it. */
const rename = (name: string) =>
  behindTheWall('*', (db) =>
    db.county.update({ where: { id: world.alder.county.id }, data: { name, version: { increment: 1 } } }),
  );

it('what another process changes is shown after ten seconds, what this one changes at once', async () => {
  clock.advance(60_000);
  const name = await shown();
  await rename('Elsewhere');
  expect(await shown()).toBe(name);
  clock.advance(11_000);
  expect(await shown()).toBe('Elsewhere');

  const { version } = await behindTheWall('*', (db) =>
    db.county.findUniqueOrThrow({ where: { id: world.alder.county.id } }),
  );
  successOf(
    await updateCounty.execute(world.alder.admin.request, {
      countyId: world.alder.county.id,
      version,
      name: 'Here',
    }),
  );
  expect(await shown()).toBe('Here');
  // Until the transaction of a change is surely over, nothing is kept.
  await rename('Alder County');
  expect(await shown()).toBe('Alder County');
});
