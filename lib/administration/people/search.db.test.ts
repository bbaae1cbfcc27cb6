import { beforeAll, describe, expect, it } from 'vitest';
import { behindTheWall } from '@/lib/kernel/db';
import { createPerson, createWorld, successOf, type World } from '@/lib/testing/world';
import { listUsers } from '..';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** A resident of Alder with these names and this number. */
async function resident(firstName: string, lastName: string, phoneNumber: string | null = null) {
  const { id } = await createPerson({ county: world.alder.county, role: 'Citizen' });
  await behindTheWall('*', (db) =>
    db.user.update({ where: { id }, data: { firstName, lastName, phoneNumber } }),
  );
  return id;
}

const found = async (q: string, request = world.alder.admin.request) =>
  successOf(await listUsers.execute(request, { q })).items.map(({ id }) => id);

describe('a search', () => {
  it.each(['555-018-7766', '+1 555 018 7766', '(555) 018.7766'])(
    'by phone number finds %j, however it is written',
    async (kept) => {
      const id = await resident('Pia', 'Phone', kept);
      for (const q of ['555-018-7766', '555.018.7766', '(555) 018 7766', '+1 555 018 7766', '15550187766'])
        expect(await found(q), q).toContain(id);
      for (const q of ['018-77', '555-018', '(555)', '7766']) expect(await found(q), q).toContain(id);
      for (const q of ['555-018-7767', '+1 555 018 7765']) expect(await found(q), q).not.toContain(id);
      expect(await found('555-018-7766', world.birch.admin.request)).toEqual([]);
    },
  );

  it('of one or two letters finds the words that begin with them', async () => {
    const li = await resident('Li', 'Zhao');
    const last = await resident('Wei', 'Lí');
    const other = await resident('Oliver', 'Bell');
    for (const q of ['li', 'LI', 'l', 'Lí']) {
      expect(await found(q), q).toEqual(expect.arrayContaining([li, last]));
      expect(await found(q), q).not.toContain(other);
    }
    for (const q of ['li zh', 'zh li', 'l z', 'li zhao']) expect(await found(q), q).toEqual([li]);
    expect(await found('oli')).toEqual([other]);
  });
});

describe('the total of an unfiltered list', () => {
  it('of a System Administrator counts who belongs to no county, and reads figures for all others', async () => {
    await createPerson({ county: null, role: 'System Administrator' });
    const { total } = successOf(await listUsers.execute(world.system.request, {}));
    const rows = await behindTheWall('*', (db) => db.user.count());
    expect(total).toBe(rows);
    const found = successOf(await listUsers.execute(world.system.request, { q: 'System Administrator' }));
    expect(found.total).toBe(2);
  });
});
