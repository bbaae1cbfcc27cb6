import { beforeAll, describe, expect, it } from 'vitest';
import {
  addDepartmentMember,
  createDepartment,
  deleteDepartment,
  endDepartmentMember,
  getDepartment,
  getDepartmentMember,
  listDepartmentMembers,
  listDepartments,
  listDepartmentsWithOfficers,
  setUserDepartments,
  updateDepartment,
  updateDepartmentMember,
} from '@/lib/administration';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import {
  auditEvents,
  createPerson,
  createWorld,
  faultOf,
  requestOf,
  rowsOf,
  sha256,
  strangerRequest,
  successOf,
  type World,
} from '@/lib/testing/world';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

let made = 0;
/** A department of Alder that nobody works in. */
async function newDepartment() {
  made += 1;
  const input = { code: `N${made}X`, name: `New ${made}` };
  return successOf(await createDepartment.execute(world.alder.admin.request, input));
}
const bld = () => world.alder.county.departments.BLD ?? '';
const versionOf = async (id: string) =>
  (await behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }))).version;
const DAY = 86_400_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
/** The departments that count for a person at their next request. */
async function departmentsOf(person: { request: PortalRequest }) {
  const actor = await person.request.identify(new Date());
  return actor.kind === 'person' ? actor.departmentIds : null;
}

describe('seeing departments', () => {
  it('is for whoever is signed in: people see the active ones of their county, and what is within their reach', async () => {
    const { request } = world.alder.admin;
    const closed = await newDepartment();
    successOf(
      await updateDepartment.execute(request, {
        departmentId: closed.id,
        version: closed.version,
        active: false,
      }),
    );
    const codes = async (who: Parameters<typeof listDepartments.execute>[0]) =>
      successOf(await listDepartments.execute(who, { perPage: '100' })).items.map(({ code }) => code);
    expect(await codes(request)).toEqual(expect.arrayContaining(['BLD', 'ENV', 'PWK', closed.code]));
    expect(await codes(world.alder.citizen.request)).toEqual(expect.arrayContaining(['BLD', 'ENV', 'PWK']));
    expect(await codes(world.alder.citizen.request)).not.toContain(closed.code);
    expect(await codes(world.alder.officer.request)).toEqual(await codes(world.alder.citizen.request));
    expect(faultOf(await listDepartments.execute(strangerRequest(), {})).code).toBe('unauthenticated');
    for (const who of [world.alder.citizen, world.alder.officer])
      expect(faultOf(await getDepartment.execute(who.request, { departmentId: closed.id })).code).toBe(
        'not_found',
      );
    expect(
      successOf(await getDepartment.execute(world.alder.citizen.request, { departmentId: bld() })),
    ).toEqual({ id: bld(), code: 'BLD', name: 'Building and Planning', active: true, version: 1 });
  });

  it('never shows those of another county, in any verb', async () => {
    const before = await rowsOf(world.alder.county, ['AuditEvent']);
    for (const who of [world.birch.admin, world.birch.officer, world.birch.citizen])
      expect(faultOf(await getDepartment.execute(who.request, { departmentId: bld() })).code).toBe(
        'not_found',
      );
    const { request } = world.birch.admin;
    const ids = { departmentId: bld(), userId: world.alder.officer.id, version: 1 };
    for (const result of [
      await updateDepartment.execute(request, { ...ids, name: 'Taken' }),
      await deleteDepartment.execute(request, ids),
      await listDepartmentMembers.execute(request, ids),
      await getDepartmentMember.execute(request, ids),
      await addDepartmentMember.execute(request, { ...ids, email: world.birch.citizen.email }),
      await updateDepartmentMember.execute(request, { ...ids, until: dayFromNow(3) }),
      await endDepartmentMember.execute(request, ids),
    ])
      expect(faultOf<unknown>(result).code).toBe('not_found');
    expect(await rowsOf(world.alder.county, ['AuditEvent'])).toEqual(before);
  });

  it('takes a token for departments, and refuses one for something else', async () => {
    const tokenFor = async (scopes: string[]) => {
      const token = `csp_${scopes.join('')}${made}`;
      await behindTheWall('*', async (db) => {
        const owner = await db.user.findUniqueOrThrow({ where: { id: world.alder.admin.id } });
        await db.apiToken.create({
          data: {
            countyId: owner.countyId,
            userId: owner.id,
            name: 'test',
            tokenHash: sha256(token),
            securityStamp: owner.securityStamp,
            scopes,
            expiresAt: new Date(Date.now() + DAY),
          },
        });
      });
      return requestOf({ bearerToken: token });
    };
    successOf(await listDepartments.execute(await tokenFor(['department.view']), {}));
    expect(faultOf(await listDepartments.execute(await tokenFor(['account.manage']), {})).code).toBe(
      'forbidden',
    );
  });

  it('searches, filters, sorts, and walks by page and by cursor without losing any', async () => {
    const { request } = world.birch.admin;
    for (let count = 0; count < 25; count += 1)
      successOf(await createDepartment.execute(request, { code: `w${count}`, name: `Walk ${count % 5}` }));
    for (const sort of ['name', '-name', 'code', '-code']) {
      const walked: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = successOf(
          await listDepartments.execute(request, {
            q: 'walk',
            sort,
            perPage: '7',
            ...(cursor ? { cursor } : {}),
          }),
        );
        expect(page.total).toBe(cursor ? null : 25);
        walked.push(...page.items.map(({ code }) => code));
        cursor = page.nextCursor;
      } while (cursor);
      const paged = await Promise.all(
        ['1', '2', '3', '4'].map(async (page) =>
          successOf(
            await listDepartments.execute(request, { q: 'WALK', sort, perPage: '7', page }),
          ).items.map(({ code }) => code),
        ),
      );
      expect(new Set(walked).size).toBe(25);
      expect(paged.flat()).toEqual(walked);
    }
    const { nextCursor } = successOf(await listDepartments.execute(request, { perPage: '1' }));
    expect(
      faultOf(await listDepartments.execute(request, { sort: 'code', cursor: nextCursor ?? '' })).code,
    ).toBe('invalid');
    expect(successOf(await listDepartments.execute(request, { active: 'false' })).items).toEqual([]);
    expect(successOf(await listDepartments.execute(request, { page: '99' })).items).toEqual([]);
  });
});

describe('making and changing departments', () => {
  it('is for County Admins, within their county', async () => {
    const input = { code: 'FIRE', name: 'Fire' };
    for (const who of [world.alder.citizen, world.alder.officer, world.system])
      expect(faultOf(await createDepartment.execute(who.request, input)).code).toBe('forbidden');
    expect(faultOf(await createDepartment.execute(strangerRequest(), input)).code).toBe('unauthenticated');
    const fire = successOf(await createDepartment.execute(world.alder.admin.request, input));
    expect(fire).toMatchObject({ code: 'FIRE', name: 'Fire', active: true, version: 1 });
    successOf(await createDepartment.execute(world.birch.admin.request, input));
    expect((await auditEvents('administration.createDepartment')).at(-2)).toMatchObject({
      outcome: 'done',
      countyId: world.alder.county.id,
      actorId: world.alder.admin.id,
      entity: 'department',
      entityId: fire.id,
      after: input,
    });
  });

  it.each(['', 'A', 'ABCDEFGHIJK', 'A B', 'ÄÖ', 'A-1', 7, null])('refuses the code %j', async (code) => {
    const result = await createDepartment.execute(world.alder.admin.request, { code, name: 'X' });
    expect(faultOf(result).fields).toEqual({ code: ['errors.department.code'] });
  });

  it('gives one code once, also to twenty at once', async () => {
    const { request } = world.alder.admin;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        createDepartment.execute(request, { code: 'race', name: `Race ${index}` }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results)
      if (!result.ok)
        expect(result.error).toMatchObject({
          code: 'conflict',
          fields: { code: ['errors.department.codeTaken'] },
        });
  });

  it('changes what was read and nothing newer: of twenty edits of one version one wins', async () => {
    const { request } = world.alder.admin;
    const { id, version, code } = await newDepartment();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        updateDepartment.execute(request, { departmentId: id, version, name: `Edit ${index}` }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((each) => !each.ok && each.error.code === 'conflict')).toHaveLength(19);
    const taken = await updateDepartment.execute(request, { departmentId: id, version: 2, code: 'BLD' });
    expect(faultOf(taken)).toMatchObject({ code: 'conflict', message: 'errors.department.codeTaken' });
    const renamed = successOf(
      await updateDepartment.execute(request, {
        departmentId: id,
        version: 2,
        code: 'new1',
        active: 'false',
      }),
    );
    expect(renamed).toMatchObject({ code: 'NEW1', active: false, version: 3 });
    expect((await auditEvents('administration.updateDepartment')).at(-1)).toMatchObject({
      before: { code, active: true },
      after: { code: 'NEW1', active: false },
    });
  });

  it('deletes what nobody ever worked in, and nothing else', async () => {
    const { request } = world.alder.admin;
    const { id, version } = await newDepartment();
    expect(
      faultOf(await deleteDepartment.execute(request, { departmentId: id, version: version + 1 })).message,
    ).toBe('errors.form.changedMeanwhile');
    successOf(await deleteDepartment.execute(request, { departmentId: id, version }));
    expect(faultOf(await deleteDepartment.execute(request, { departmentId: id })).code).toBe('not_found');
    expect(faultOf(await deleteDepartment.execute(request, { departmentId: bld() }))).toMatchObject({
      code: 'conflict',
      message: 'errors.department.inUse',
      values: { officers: 1 },
    });
  });

  it('lets an officer come or the department go, never both', async () => {
    const { request } = world.alder.admin;
    for (let round = 0; round < 5; round += 1) {
      const { id } = await newDepartment();
      const [added, deleted] = await Promise.all([
        addDepartmentMember.execute(request, { departmentId: id, email: world.alder.officer.email }),
        deleteDepartment.execute(request, { departmentId: id }),
      ]);
      expect(added.ok).not.toBe(deleted.ok);
    }
  });
});

describe('officers of a department', () => {
  it('come from a day on, count while their dates say so, and leave', async () => {
    const { request } = world.alder.admin;
    const department = await newDepartment();
    const ids = { departmentId: department.id };
    const officer = await createPerson({ county: world.alder.county, role: 'Department Officer' });
    const { email } = officer;
    successOf(await addDepartmentMember.execute(request, { ...ids, email, from: dayFromNow(5) }));
    expect(await departmentsOf(officer)).toEqual([]);
    const coming = successOf(await getDepartmentMember.execute(request, { ...ids, userId: officer.id }));
    expect(coming).toMatchObject({ standing: 'coming', from: dayFromNow(5), until: null, email });

    const dates = { ...ids, userId: officer.id, from: dayFromNow(-5), until: dayFromNow(5) };
    successOf(await updateDepartmentMember.execute(request, { ...dates, version: coming.version }));
    expect(await departmentsOf(officer)).toEqual([department.id]);
    const list = successOf(await listDepartmentMembers.execute(request, ids));
    expect(list).toMatchObject({
      total: 1,
      items: [{ userId: officer.id, standing: 'current', from: dayFromNow(-5), until: dayFromNow(5) }],
    });
    expect(
      successOf(await listDepartmentsWithOfficers.execute(request, { q: department.code })).items[0],
    ).toMatchObject({ officers: 1 });

    const version = await versionOf(officer.id);
    expect(
      faultOf(await endDepartmentMember.execute(request, { ...ids, userId: officer.id, version: 1 })).message,
    ).toBe('errors.form.changedMeanwhile');
    successOf(await endDepartmentMember.execute(request, { ...ids, userId: officer.id, version }));
    expect(await departmentsOf(officer)).toEqual([]);
    expect(
      faultOf(
        await endDepartmentMember.execute(request, { ...ids, userId: officer.id, version: version + 1 }),
      ).message,
    ).toBe('errors.department.endedAlready');
    expect(
      successOf(await listDepartmentsWithOfficers.execute(request, { q: department.code })).items[0],
    ).toMatchObject({ officers: 0 });
    // Who worked here comes back, with new dates.
    successOf(await addDepartmentMember.execute(request, { ...ids, email }));
    expect(await departmentsOf(officer)).toEqual([department.id]);
    expect((await auditEvents('administration.endDepartmentMember')).at(-2)).toMatchObject({
      entity: 'user',
      entityId: officer.id,
      countyId: world.alder.county.id,
      before: { department: department.code },
      after: { department: department.code },
    });
  });

  it('are people of the county who can come', async () => {
    const { request } = world.alder.admin;
    const ids = { departmentId: (await newDepartment()).id };
    const fieldsOf = async (input: object) =>
      faultOf(await addDepartmentMember.execute(request, { ...ids, ...input } as never)).fields;
    const nobody = { email: ['errors.department.nobodyThere'] };
    expect(await fieldsOf({ email: world.birch.officer.email })).toEqual(nobody);
    expect(await fieldsOf({ email: 'nobody@example.org' })).toEqual(nobody);
    expect(await fieldsOf({ email: 'x' })).toEqual({ email: ['errors.email.format'] });
    const email = world.alder.officer.email;
    expect(await fieldsOf({ email, from: '2026-02-30' })).toEqual({ from: ['errors.date.format'] });
    expect(await fieldsOf({ email, from: '2026-02-03', until: '2026-02-02' })).toEqual({
      until: ['errors.department.untilBeforeFrom'],
    });
    const gone = await createPerson({ county: world.alder.county, role: 'Citizen', active: false });
    expect(await fieldsOf({ email: gone.email })).toEqual({ email: ['errors.user.inactive'] });
    successOf(await addDepartmentMember.execute(request, { ...ids, email, from: '', until: '' }));
    expect(await fieldsOf({ email })).toEqual({ email: ['errors.department.alreadyMember'] });
  });

  it('cannot come to a deactivated department', async () => {
    const { request } = world.alder.admin;
    const { id, version } = await newDepartment();
    successOf(await updateDepartment.execute(request, { departmentId: id, version, active: false }));
    const email = world.alder.officer.email;
    expect(faultOf(await addDepartmentMember.execute(request, { departmentId: id, email }))).toMatchObject({
      code: 'conflict',
      message: 'errors.department.inactive',
    });
  });

  it('are nothing for officers and residents to see or change', async () => {
    const ids = { departmentId: bld(), userId: world.alder.officer.id, version: 1 };
    for (const { request } of [world.alder.officer, world.alder.citizen])
      for (const result of [
        await listDepartmentMembers.execute(request, ids),
        await addDepartmentMember.execute(request, { ...ids, email: world.alder.citizen.email }),
        await updateDepartmentMember.execute(request, ids),
        await endDepartmentMember.execute(request, ids),
      ])
        expect(faultOf<unknown>(result).code).toBe('forbidden');
  });

  it('who holds more is not sent in or out by who holds less', async () => {
    const { county, admin } = world.alder;
    const helper = await createPerson({ county, role: 'Citizen' });
    await behindTheWall('*', async (db) => {
      const role = await db.role.create({ data: { countyId: county.id, name: 'Assigner' } });
      for (const permission of ['user.view', 'user.assign'])
        await db.rolePermission.create({
          data: { countyId: county.id, roleId: role.id, permission, reach: 'county' },
        });
      await db.userRole.create({ data: { countyId: county.id, userId: helper.id, roleId: role.id } });
    });
    const departmentId = (await newDepartment()).id;
    const add = (email: string) => addDepartmentMember.execute(helper.request, { departmentId, email });
    expect(faultOf(await add(admin.email))).toMatchObject({
      code: 'forbidden',
      message: 'errors.user.holdsMore',
    });
    successOf(await add(world.alder.citizen.email));
  });

  it('reading them is on record', async () => {
    const { id } = await newDepartment();
    successOf(await listDepartmentMembers.execute(world.alder.admin.request, { departmentId: id }));
    expect((await auditEvents('administration.listDepartmentMembers')).at(-1)).toMatchObject({
      entity: 'department',
      entityId: id,
      countyId: world.alder.county.id,
    });
  });
});

describe('somebody who comes back', () => {
  const timesOf = (userId: string, departmentId: string) =>
    behindTheWall('*', (db) =>
      db.userDepartment.findMany({
        where: { userId, departmentId },
        select: { from: true, until: true },
        orderBy: { from: 'asc' },
      }),
    );

  it('has a time of their own for each stay: the old dates stay, and the last ones can be changed', async () => {
    const { request } = world.alder.admin;
    const departmentId = (await newDepartment()).id;
    const person = await createPerson({ county: world.alder.county, role: 'Department Officer' });
    const [userId, { email }] = [person.id, person];
    const add = (from: string, until?: string) =>
      addDepartmentMember.execute(request, { departmentId, email, from, until });
    successOf(await add('2020-01-01', '2020-12-31'));
    const [first] = await timesOf(userId, departmentId);
    successOf(await add('2023-01-01', '2023-06-30'));
    successOf(await add('2024-01-01'));
    const times = await timesOf(userId, departmentId);
    expect(times).toHaveLength(3);
    expect(times[0]).toEqual(first);
    expect(await departmentsOf(person)).toEqual([departmentId]);

    const listed = successOf(await listDepartmentMembers.execute(request, { departmentId }));
    expect(
      listed.items.map(({ from, until, standing, mayChange }) => [from, until, standing, mayChange]),
    ).toEqual([
      ['2024-01-01', null, 'current', true],
      ['2023-01-01', '2023-06-30', 'past', false],
      ['2020-01-01', '2020-12-31', 'past', false],
    ]);
    const version = await versionOf(userId);
    successOf(await endDepartmentMember.execute(request, { departmentId, userId, version }));
    expect(successOf(await getDepartmentMember.execute(request, { departmentId, userId }))).toMatchObject({
      from: '2024-01-01',
      standing: 'past',
    });
    expect((await timesOf(userId, departmentId)).slice(0, 2)).toEqual(times.slice(0, 2));

    // Days that reach into the last time are that one's.
    successOf(await add('2023-12-01', '2030-01-01'));
    expect(await timesOf(userId, departmentId)).toHaveLength(3);
  });

  it('the same by the departments of a person', async () => {
    const { request } = world.alder.admin;
    const departmentId = (await newDepartment()).id;
    const { id: userId } = await createPerson({ county: world.alder.county, role: 'Department Officer' });
    const set = async (departments: string[]) =>
      successOf(
        await setUserDepartments.execute(request, { userId, version: await versionOf(userId), departments }),
      );
    await set([departmentId]);
    await set([]);
    const [first] = await timesOf(userId, departmentId);
    await set([departmentId]);
    const times = await timesOf(userId, departmentId);
    expect(times).toHaveLength(2);
    expect(times[0]).toEqual(first);
    expect(times[1]?.until).toBeNull();
  });
});
