import { beforeAll, describe, expect, it } from 'vitest';
import { behindTheWall } from '@/lib/kernel/db';
import { EXPORT_BATCH } from '@/lib/shared/paging';
import { grantOwnRole } from '@/lib/testing/roles';
import {
  auditEvents,
  createPerson,
  createWorld,
  faultOf,
  openTestSession,
  strangerRequest,
  successOf,
  type World,
} from '@/lib/testing/world';
import { countExport, exportUsers, getPeopleOptions } from '..';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const admin = () => world.alder.admin.request;
const rename = (id: string, firstName: string) =>
  behindTheWall('*', (db) => db.user.update({ where: { id }, data: { firstName } }));

/** Every row of an export, batch by batch, as the route walks through it. */
async function walk(request: typeof world.system.request, input: Record<string, unknown> = {}) {
  const rows: { id: string; email: string }[] = [];
  let cursor: string | null | undefined;
  do {
    const batch = successOf(await exportUsers.execute(request, cursor ? { ...input, cursor } : input));
    rows.push(...batch.rows);
    cursor = batch.nextCursor;
  } while (cursor);
  return rows;
}

describe('an export of people', () => {
  it('holds exactly those whom the filters find, of the own county alone', async () => {
    const found = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const other = await createPerson({ county: world.alder.county, role: 'Department Officer' });
    const abroad = await createPerson({ county: world.birch.county, role: 'Citizen' });
    for (const { id } of [found, other, abroad]) await rename(id, 'Zacharias');

    const ids = async (input: Record<string, unknown>) => (await walk(admin(), input)).map(({ id }) => id);
    expect((await ids({ q: 'zacharias' })).sort()).toEqual([found.id, other.id].sort());
    expect(await ids({ q: 'zacharias', role: 'Citizen' })).toEqual([found.id]);
    expect(await ids({ q: 'zacharias', county: 'BIR' })).toEqual([]);
    expect(await ids({ q: 'nobody is called this' })).toEqual([]);
    const counties = new Set(
      (await walk(world.system.request, { q: 'zacharias' })).map(({ id }) => id === abroad.id),
    );
    expect(counties, 'a System Administrator has every county').toEqual(new Set([true, false]));
    expect(successOf(await countExport.execute(admin(), { q: 'zacharias' }))).toEqual({ total: 2 });
  });

  it('walks on where a batch ended, each person once, and is one event of the trail', async () => {
    const { county } = world.birch;
    // One statement: a thousand parameters would keep a busy machine for longer than a transaction may idle.
    await behindTheWall(
      '*',
      (db) => db.$executeRaw`
        insert into "User" ("id", "countyId", "email", "lastName", "securityStamp", "updatedAt")
        select gen_random_uuid()::text, ${county.id}, 'many-' || n || '@example.org', 'Many', 'stamp', now()
        from generate_series(1, ${EXPORT_BATCH + 5}::int) as n`,
    );
    const before = (await auditEvents('administration.exportUsers')).length;
    const input = { q: 'many-', sort: 'email', format: 'jsonl' };
    const emails = (await walk(world.birch.admin.request, input)).map(({ email }) => email);
    expect(emails).toHaveLength(EXPORT_BATCH + 5);
    expect(new Set(emails).size).toBe(EXPORT_BATCH + 5);
    const events = (await auditEvents('administration.exportUsers')).slice(before);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      outcome: 'done',
      countyId: county.id,
      entity: 'user',
      actorId: world.birch.admin.id,
      after: { format: 'jsonl', q: 'many-' },
    });
  });

  it('and the size of one are in the trail of the county that a System Administrator asks for', async () => {
    const reader = await createPerson({ county: null, role: 'System Administrator' });
    for (const county of ['BIR', undefined]) {
      successOf(await countExport.execute(reader.request, { county, q: 'zacharias' }));
      successOf(await countExport.execute(reader.request, { county, q: 'zacharias' }));
      successOf(await exportUsers.execute(reader.request, { county, q: 'zacharias' }));
    }
    faultOf(await exportUsers.execute(reader.request, { county: 'BIR', cursor: 'WyJlbWFpbCIsIngiXQ' }));
    for (const name of ['administration.countExport', 'administration.exportUsers']) {
      const events = (await auditEvents(name)).filter(({ actorId }) => actorId === reader.id);
      expect(events.map(({ countyId }) => countyId)).toEqual([world.birch.county.id, null]);
      expect(events[0]).toMatchObject({ entity: 'user', after: { county: 'BIR', q: 'zacharias' } });
    }
  });

  it('asks for a fresh sign-in, its size does not', async () => {
    const { sessionId, request } = await openTestSession(world.alder.admin);
    await behindTheWall('*', (db) =>
      db.session.update({ where: { id: sessionId }, data: { freshUntil: new Date(0) } }),
    );
    expect(faultOf(await exportUsers.execute(request, {}))).toMatchObject({
      code: 'unauthenticated',
      reauthRequired: true,
    });
    expect((await countExport.execute(request, {})).ok).toBe(true);
  });

  it('is for whoever may export, as far as they may', async () => {
    for (const { request } of [world.alder.citizen, world.alder.officer])
      for (const useCase of [exportUsers, countExport])
        expect(faultOf<unknown>(await useCase.execute(request, {})).code).toBe('forbidden');
    expect(faultOf(await exportUsers.execute(strangerRequest(), {})).code).toBe('unauthenticated');
    const clerk = await createPerson({
      county: world.alder.county,
      role: 'Department Officer',
      department: 'BLD',
    });
    await grantOwnRole(world.alder.county, clerk, 'Listers', [['user.export', 'department']]);
    const ids = (await walk(clerk.request)).map(({ id }) => id);
    expect(ids.sort()).toEqual([world.alder.officer.id, clerk.id].sort());
    expect(successOf(await countExport.execute(clerk.request, {}))).toEqual({ total: 2 });
  });

  it('takes no cursor of another list or order', async () => {
    for (const cursor of ['bm90aGluZw', 'WyJlbWFpbCIsIngiXQ'])
      expect(faultOf(await exportUsers.execute(admin(), { cursor })).fields).toEqual({
        cursor: ['errors.page.cursor'],
      });
  });
});

describe('what forms about people offer', () => {
  it('the roles and departments of the own county, and which roles the actor may give', async () => {
    await grantOwnRole(world.alder.county, world.alder.citizen, 'Night watch', [
      ['department.view', 'county'],
    ]);
    const options = successOf(await getPeopleOptions.execute(admin(), { county: 'BIR' }));
    expect(options.counties).toEqual([]);
    expect(options.departments.map(({ code }) => code)).toEqual(['BLD', 'ENV', 'PWK']);
    expect(options.departments.map(({ id }) => id).sort()).toEqual(
      Object.values(world.alder.county.departments).sort(),
    );
    expect(options.roles.map(({ name }) => name)).toEqual([
      'Citizen',
      'Department Officer',
      'County Admin',
      'Listers',
      'Night watch',
    ]);
    expect(options.roles.filter(({ whyNot }) => whyNot !== null)).toEqual([]);
  });

  it('somebody who holds less gives less', async () => {
    const clerk = await createPerson({ county: world.birch.county, role: 'Department Officer' });
    await grantOwnRole(world.birch.county, clerk, 'Clerk', [['user.view', 'county']]);
    const { roles } = successOf(await getPeopleOptions.execute(clerk.request, {}));
    expect(Object.fromEntries(roles.map(({ name, whyNot }) => [name, whyNot]))).toEqual({
      Citizen: null,
      // "The own departments" would be other ones in other hands.
      'Department Officer': 'errors.role.notYours',
      'County Admin': 'errors.role.notYours',
      Clerk: null,
    });
  });

  it('a System Administrator chooses a county, and gives County Admin alone', async () => {
    const { request } = world.system;
    const all = successOf(await getPeopleOptions.execute(request, {}));
    expect(all.counties).toEqual([
      { code: 'ALD', name: 'Alder County' },
      { code: 'BIR', name: 'Birch County' },
    ]);
    expect(all.departments).toEqual([]);
    expect(all.roles.map(({ name }) => name)).toEqual([
      'Citizen',
      'Department Officer',
      'County Admin',
      'System Administrator',
    ]);
    expect(all.roles.filter(({ whyNot }) => whyNot === null).map(({ name }) => name)).toEqual([
      'County Admin',
    ]);
    const birch = successOf(await getPeopleOptions.execute(request, { county: 'bir' }));
    expect(birch.departments.map(({ id }) => id).sort()).toEqual(
      Object.values(world.birch.county.departments).sort(),
    );
    expect(birch.roles.map(({ name }) => name)).toContain('Clerk');
    expect(birch.roles.map(({ name }) => name)).not.toContain('Night watch');
  });

  it('nothing for whoever may not see people', async () => {
    for (const { request } of [world.birch.citizen, world.birch.officer])
      expect(faultOf(await getPeopleOptions.execute(request, {})).code).toBe('forbidden');
  });
});
