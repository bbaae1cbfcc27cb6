import { beforeAll, describe, expect, it } from 'vitest';
import { permissionNames } from '@/lib/access/permissions';
import { builtInRoles } from '@/lib/access/roles';
import { behindTheWall } from '@/lib/kernel/db';
import type { UseCase } from '@/lib/kernel/use-case';
import {
  auditEvents,
  createPerson,
  createWorld,
  faultOf,
  openTestSession,
  rowsOf,
  strangerRequest,
  successOf,
  type TestCounty,
  type World,
} from '@/lib/testing/world';
import { createCounty, createDepartments } from '@/prisma/seed/county';
import { listDepartmentMembers } from '../departments/list-members';
import { createRole } from './create-role';
import { deleteRole } from './delete-role';
import { getRoleDetail, listRoleHolders } from './get-role-detail';
import { getRoleMatrix } from './get-role-matrix';
import { listPermissions } from './list-permissions';
import { getRole, listRoles } from './list-roles';
import { MAX_OWN_ROLES } from './schema';
import { updateRole } from './update-role';

let world: World;
beforeAll(async () => {
  world = await createWorld();
}, 120_000);

const basics = [
  { name: 'account.manage', reach: 'own' },
  { name: 'dashboard.view', reach: 'own' },
] as const;
const audit = { name: 'audit.view', reach: 'county' } as const;
const people = { name: 'user.view', reach: 'county' } as const;

let names = 0;
const anotherName = () => {
  names += 1;
  return `Role number ${names}`;
};
const make = async (input: object = {}, who = world.alder.admin) =>
  successOf(await createRole.execute(who.request, { name: anotherName(), permissions: [audit], ...input }));

const give = (countyId: string, userId: string, roleId: string) =>
  behindTheWall('*', (db) => db.userRole.create({ data: { countyId, userId, roleId } }));

/** Somebody of a county whose only role is a new one of its own with these permissions. */
async function holderOf(county: TestCounty, permissions: { name: string; reach: string }[]) {
  const person = await createPerson({ county, role: 'Citizen' });
  const role = await behindTheWall('*', async (db) => {
    const made = await db.role.create({ data: { countyId: county.id, name: anotherName() } });
    await db.rolePermission.createMany({
      data: [...basics, ...permissions].map(({ name, reach }) => ({
        countyId: county.id,
        roleId: made.id,
        permission: name,
        reach,
      })),
    });
    await db.userRole.deleteMany({ where: { userId: person.id } });
    await db.userRole.create({ data: { countyId: county.id, userId: person.id, roleId: made.id } });
    return made;
  });
  return { ...person, roleId: role.id };
}

describe('creating a role', () => {
  it('keeps what was chosen and what everybody has, and leaves an event', async () => {
    const role = await make({ name: '  Auditor ', description: 'Reads the trail' });
    expect(role).toEqual({
      id: role.id,
      name: 'Auditor',
      description: 'Reads the trail',
      builtIn: false,
      permissions: [...basics, audit],
      version: 1,
    });
    expect(successOf(await getRole.execute(world.alder.admin.request, { roleId: role.id }))).toEqual(role);
    const event = (await auditEvents('administration.createRole')).at(-1);
    expect(event).toMatchObject({
      outcome: 'done',
      countyId: world.alder.county.id,
      actorId: world.alder.admin.id,
      entity: 'role',
      entityId: role.id,
      before: null,
      after: {
        name: 'Auditor',
        description: 'Reads the trail',
        permissions: ['account.manage: own', 'dashboard.view: own', 'audit.view: county'],
      },
    });
  });

  it('takes what it answered: the basics may be named, and change nothing', async () => {
    expect((await make({ permissions: [...basics, audit] })).permissions).toEqual([...basics, audit]);
  });

  it.each<[string, object, string, string]>([
    ['no name', { name: ' ' }, 'name', 'errors.role.enterName'],
    ['one letter', { name: 'A' }, 'name', 'errors.role.nameTooShort'],
    ['no letter', { name: '--' }, 'name', 'errors.role.nameTooShort'],
    ['a name too long', { name: 'x'.repeat(61) }, 'name', 'errors.role.nameTooLong'],
    ['two lines', { name: 'A\nB' }, 'name', 'errors.form.characters'],
    ["a built-in role's name", { name: 'county  admin' }, 'name', 'errors.role.builtInName'],
    ['one of the portal alone', { name: 'System Administrator' }, 'name', 'errors.role.builtInName'],
    ['one in Spanish', { name: 'administrador del condado' }, 'name', 'errors.role.builtInName'],
    ['a long story', { description: 'x'.repeat(201) }, 'description', 'errors.role.descriptionTooLong'],
    ['no permission', { permissions: [] }, 'permissions', 'errors.role.choosePermission'],
    ['nothing of its own', { permissions: [...basics] }, 'permissions', 'errors.role.choosePermission'],
    ['no list', { permissions: 'audit.view' }, 'permissions', 'errors.role.choosePermission'],
    ['one twice', { permissions: [audit, audit] }, 'permissions', 'errors.role.permissionTwice'],
    [
      'what is no permission',
      { permissions: [{ name: 'no.such', reach: 'county' }] },
      'permissions.name',
      'errors.role.unknownPermission',
    ],
    [
      'a word of every object',
      { permissions: [{ name: 'constructor', reach: 'county' }] },
      'permissions.name',
      'errors.role.unknownPermission',
    ],
    [
      'what is no reach',
      { permissions: [{ name: 'audit.view', reach: 'world' }] },
      'permissions.reach',
      'errors.role.unknownReach',
    ],
    [
      'every county',
      { permissions: [{ name: 'user.view', reach: 'all' }] },
      'permissions.reach',
      'errors.role.notGrantable',
    ],
    [
      'what only the portal gives',
      { permissions: [{ name: 'county.manage', reach: 'county' }] },
      'permissions.reach',
      'errors.role.notGrantable',
    ],
    [
      'what leads nowhere',
      {
        permissions: [
          { name: 'user.invite', reach: 'county' },
          { name: 'role.manage', reach: 'county' },
          { name: 'role.view', reach: 'county' },
        ],
      },
      'permissions',
      'errors.role.needs.user.invite',
    ],
    [
      'what goes farther than it sees',
      {
        permissions: [
          { name: 'user.view', reach: 'department' },
          { name: 'user.recover', reach: 'county' },
        ],
      },
      'permissions',
      'errors.role.needs.user.recover',
    ],
    [
      'a reach that makes no sense',
      { permissions: [{ name: 'audit.view', reach: 'own' }] },
      'permissions.reach',
      'errors.role.notGrantable',
    ],
  ])('refuses %s', async (_what, input, field, message) => {
    const fault = faultOf(
      await createRole.execute(world.alder.admin.request, {
        name: anotherName(),
        permissions: [audit],
        ...input,
      }),
    );
    expect([fault.code, fault.fields]).toEqual(['invalid', { [field]: [message] }]);
  });

  it('a name belongs to one role of a county, however it is written; another county may use it', async () => {
    await make({ name: 'Clerk of Records' });
    for (const name of ['Clerk of Records', 'CLERK OF RECORDS', 'clerk-of  récords'])
      expect(
        faultOf(await createRole.execute(world.alder.admin.request, { name, permissions: [audit] })),
      ).toMatchObject({ code: 'conflict', fields: { name: ['errors.role.nameTaken'] } });
    expect((await make({ name: 'Clerk of Records' }, world.birch.admin)).name).toBe('Clerk of Records');
  });

  it('twenty at once with one name, differently written: one wins, the others are told', async () => {
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        createRole.execute(world.birch.admin.request, {
          name: index % 2 ? 'Race Steward' : 'RACE  steward',
          permissions: [audit],
        }),
      ),
    );
    expect(tries.filter((each) => each.ok)).toHaveLength(1);
    expect(tries.flatMap((each) => (each.ok ? [] : [each.error.code]))).toEqual(Array(19).fill('conflict'));
  });

  it('nobody defines more than they hold, nor farther', async () => {
    const definer = await holderOf(world.alder.county, [
      { name: 'role.manage', reach: 'county' },
      { name: 'user.view', reach: 'department' },
      { name: 'department.view', reach: 'county' },
    ]);
    const near = { name: 'department.view', reach: 'department' };
    expect((await make({ permissions: [near] }, definer)).permissions).toEqual([...basics, near]);
    // The own departments of whoever gets the role are not the definer's.
    for (const tooMuch of [[people], [audit], [near, audit], [{ name: 'user.view', reach: 'department' }]])
      expect(
        faultOf(await createRole.execute(definer.request, { name: anotherName(), permissions: tooMuch })),
      ).toMatchObject({ code: 'forbidden', message: 'errors.role.moreThanYours' });
  });

  it(`a county has ${MAX_OWN_ROLES} of its own at most`, async () => {
    const { county, admin } = await anotherCounty();
    await behindTheWall('*', (db) =>
      db.role.createMany({
        data: Array.from({ length: MAX_OWN_ROLES - 1 }, () => ({ countyId: county.id, name: anotherName() })),
      }),
    );
    const last = await make({}, admin);
    const input = { name: anotherName(), permissions: [audit] };
    expect(faultOf(await createRole.execute(admin.request, input))).toMatchObject({
      code: 'conflict',
      message: 'errors.role.tooMany',
      values: { most: MAX_OWN_ROLES },
    });
    successOf(await deleteRole.execute(admin.request, { roleId: last.id }));
    successOf(await createRole.execute(admin.request, input));
  });
});

async function anotherCounty() {
  names += 1;
  const code = `C${names}`;
  const id = await behindTheWall('*', (db) => createCounty(db, { code, name: `County ${code}` }));
  const county: TestCounty = { id, code, departments: {} };
  return { county, admin: await createPerson({ county, role: 'County Admin' }) };
}

describe('what a role opens', () => {
  it('who sees every department, and people of their own alone, reads the page of another department', async () => {
    const { county } = await anotherCounty();
    county.departments = await behindTheWall('*', (db) => createDepartments(db, county.id));
    const colleague = await createPerson({ county, role: 'Department Officer', department: 'BLD' });
    const holder = await holderOf(county, [
      { name: 'department.view', reach: 'county' },
      { name: 'user.view', reach: 'department' },
    ]);
    const { BLD = '', ENV = '', PWK = '' } = county.departments;
    await behindTheWall('*', (db) =>
      db.userDepartment.createMany({
        data: [
          { countyId: county.id, userId: holder.id, departmentId: BLD },
          { countyId: county.id, userId: colleague.id, departmentId: ENV },
        ],
      }),
    );
    const people = async (departmentId: string) =>
      successOf(await listDepartmentMembers.execute(holder.request, { departmentId, page: '1' })).items
        .length;
    expect([await people(BLD), await people(ENV), await people(PWK)]).toEqual([2, 1, 0]);
    const elsewhere = { departmentId: world.birch.county.departments.BLD, page: '1' };
    expect(faultOf(await listDepartmentMembers.execute(holder.request, elsewhere)).code).toBe('not_found');
  });
});

describe('changing a role', () => {
  it('takes effect at the next request of whoever holds it', async () => {
    const role = await make();
    const holder = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const sees = async (useCase: UseCase) => (await useCase.execute(holder.request, {})).ok;
    expect(await sees(listRoles)).toBe(false);
    await give(world.alder.county.id, holder.id, role.id);
    expect(await sees(listRoles)).toBe(false);
    const update = { roleId: role.id, permissions: [{ name: 'role.view', reach: 'county' }] };
    const changed = successOf(
      await updateRole.execute(world.alder.admin.request, { ...update, version: role.version }),
    );
    expect([changed.version, changed.permissions]).toEqual([
      2,
      [...basics, { name: 'role.view', reach: 'county' }],
    ]);
    expect(await sees(listRoles)).toBe(true);
    successOf(
      await updateRole.execute(world.alder.admin.request, {
        roleId: role.id,
        permissions: [people],
        version: 2,
      }),
    );
    expect(await sees(listRoles)).toBe(false);
  });

  it('what it gives has to fit together; one that did not before keeps what is not named', async () => {
    const { admin, county } = world.alder;
    const { roleId } = await holderOf(county, [{ name: 'user.invite', reach: 'county' }]);
    const change = (version: number, more: object) =>
      updateRole.execute(admin.request, { roleId, version, ...more });
    successOf(await change(1, { description: 'Older than the rule' }));
    const invite = { name: 'user.invite', reach: 'county' };
    expect(faultOf(await change(2, { permissions: [invite, audit] })).fields).toEqual({
      permissions: ['errors.role.needs.user.invite'],
    });
    successOf(await change(2, { permissions: [invite, people] }));
  });

  it('leaves what was not named, and an event of what differs', async () => {
    const role = await make({ description: 'Before' });
    const name = anotherName();
    successOf(await updateRole.execute(world.alder.admin.request, { roleId: role.id, version: 1, name }));
    expect(successOf(await getRole.execute(world.alder.admin.request, { roleId: role.id }))).toEqual({
      ...role,
      name,
      version: 2,
    });
    expect((await auditEvents('administration.updateRole')).at(-1)).toMatchObject({
      entityId: role.id,
      countyId: world.alder.county.id,
      before: { name: role.name },
      after: { name },
    });
  });

  it('its own name in other letters is no other name; that of another role is', async () => {
    const [first, second] = [await make(), await make()];
    const rename = (name: string) =>
      updateRole.execute(world.alder.admin.request, { roleId: second.id, version: 1, name });
    expect(faultOf(await rename(first.name.toUpperCase()))).toMatchObject({
      code: 'conflict',
      fields: { name: ['errors.role.nameTaken'] },
    });
    expect(faultOf(await rename('Citizen')).fields).toEqual({ name: ['errors.role.builtInName'] });
    expect(successOf(await rename(second.name.toUpperCase())).name).toBe(second.name.toUpperCase());
  });

  it('of twenty edits of one version one is kept, and the others are told', async () => {
    const role = await make();
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        updateRole.execute(world.alder.admin.request, {
          roleId: role.id,
          version: 1,
          description: `Edit ${index}`,
        }),
      ),
    );
    expect(tries.filter((each) => each.ok)).toHaveLength(1);
    for (const each of tries)
      if (!each.ok)
        expect(each.error).toMatchObject({ code: 'conflict', message: 'errors.form.changedMeanwhile' });
  });

  it('built-in roles are nobody’s to change or delete', async () => {
    const { roles } = successOf(await getRoleMatrix.execute(world.alder.admin.request, {}));
    const before = await rowsOf(world.alder.county, ['AuditEvent']);
    for (const { id, builtIn } of roles)
      if (builtIn)
        for (const result of [
          await updateRole.execute(world.alder.admin.request, { roleId: id, version: 1, name: 'Mine' }),
          await deleteRole.execute(world.alder.admin.request, { roleId: id }),
        ])
          expect(faultOf(result)).toMatchObject({ code: 'conflict', message: 'errors.role.builtIn' });
    expect(await rowsOf(world.alder.county, ['AuditEvent'])).toEqual(before);
  });

  it('nobody changes or deletes a role that gives more than they hold, or one of their own', async () => {
    const definer = await holderOf(world.alder.county, [{ name: 'role.manage', reach: 'county' }, people]);
    const beyond = await make();
    const less = { permissions: [people] };
    for (const result of [
      await updateRole.execute(definer.request, { roleId: beyond.id, version: 1, ...less }),
      await deleteRole.execute(definer.request, { roleId: beyond.id }),
    ])
      expect(faultOf(result)).toMatchObject({ code: 'forbidden', message: 'errors.role.exceedsYou' });
    for (const result of [
      await updateRole.execute(definer.request, { roleId: definer.roleId, version: 1, ...less }),
      await deleteRole.execute(definer.request, { roleId: definer.roleId }),
    ])
      expect(faultOf(result)).toMatchObject({ code: 'forbidden', message: 'errors.role.yourOwn' });
    const within = await make(less);
    expect(
      faultOf(
        await updateRole.execute(definer.request, {
          roleId: within.id,
          version: 1,
          permissions: [people, audit],
        }),
      ),
    ).toMatchObject({ code: 'forbidden', message: 'errors.role.moreThanYours' });
    expect((await auditEvents('administration.updateRole')).at(-1)).toMatchObject({
      outcome: 'refused',
      actorId: definer.id,
      entityId: within.id,
      after: null,
    });
  });
});

describe('deleting a role', () => {
  it('goes when nobody holds it, and not before', async () => {
    const role = await make();
    const holder = await createPerson({ county: world.alder.county, role: 'Citizen' });
    await give(world.alder.county.id, holder.id, role.id);
    const remove = () => deleteRole.execute(world.alder.admin.request, { roleId: role.id });
    expect(faultOf(await remove())).toMatchObject({
      code: 'conflict',
      message: 'errors.role.inUse',
      values: { holders: 1 },
    });
    await behindTheWall('*', (db) => db.userRole.deleteMany({ where: { roleId: role.id } }));
    successOf(await remove());
    expect(faultOf(await remove()).code).toBe('not_found');
    expect(
      (await auditEvents('administration.deleteRole')).filter((event) => event.outcome === 'done').at(-1),
    ).toMatchObject({
      entityId: role.id,
      countyId: world.alder.county.id,
      before: { name: role.name },
      after: null,
    });
  });

  it('of an older version is not what was confirmed', async () => {
    const role = await make();
    successOf(
      await updateRole.execute(world.alder.admin.request, {
        roleId: role.id,
        version: 1,
        description: 'New',
      }),
    );
    const remove = (version: number) =>
      deleteRole.execute(world.alder.admin.request, { roleId: role.id, version });
    expect(faultOf(await remove(1)).message).toBe('errors.form.changedMeanwhile');
    successOf(await remove(2));
  });
});

describe('seeing roles', () => {
  it('a list of the own county by pages and by cursor', async () => {
    const { county, admin } = await anotherCounty();
    for (const name of ['Bb', 'Aa', 'Cc']) await make({ name }, admin);
    const list = async (input: object) => successOf(await listRoles.execute(admin.request, input));
    const all = await list({ perPage: '100' });
    expect([all.page, all.perPage, all.total, all.nextCursor]).toEqual([1, 100, 6, null]);
    expect(all.items.map(({ name }) => name).sort()).toEqual(
      ['Aa', 'Bb', 'Cc', 'Citizen', 'County Admin', 'Department Officer'].sort(),
    );
    expect(all.items.find(({ name }) => name === 'County Admin')).toMatchObject({
      builtIn: true,
      permissions: expect.arrayContaining([{ name: 'role.manage', reach: 'county' }]),
    });
    for (const sort of ['name', '-name']) {
      const walked: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ perPage: '2', sort, ...(cursor ? { cursor } : {}) });
        walked.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      const expected = all.items.map(({ id }) => id);
      expect(walked).toEqual(sort === 'name' ? expected : expected.toReversed());
    }
    expect((await list({ page: '9' })).items).toEqual([]);
    const { nextCursor } = await list({ perPage: '2' });
    expect(faultOf(await listRoles.execute(admin.request, { cursor: nextCursor, sort: '-name' })).code).toBe(
      'invalid',
    );
    expect(county.id).toBeTruthy();
  });

  it('every permission with what it lets do', async () => {
    const page = successOf(await listPermissions.execute(world.alder.admin.request, { perPage: '100' }));
    expect(page.items.map(({ name }) => name)).toEqual([...permissionNames].sort());
    const first = successOf(await listPermissions.execute(world.alder.admin.request, { perPage: '5' }));
    const rest = successOf(
      await listPermissions.execute(world.alder.admin.request, {
        perPage: '100',
        cursor: first.nextCursor ?? '',
      }),
    );
    expect([...first.items, ...rest.items]).toEqual(page.items);
  });

  it('the matrix: built-in roles as they grow, then the own ones, with their holders', async () => {
    const { county, admin } = await anotherCounty();
    const [second, first] = [await make({ name: 'Zz' }, admin), await make({ name: 'Aa' }, admin)];
    await give(county.id, admin.id, second.id);
    const { roles } = successOf(await getRoleMatrix.execute(admin.request, {}));
    expect(roles.map(({ name, holders }) => [name, holders])).toEqual([
      ['Citizen', 0],
      ['Department Officer', 0],
      ['County Admin', 1],
      [first.name, 0],
      [second.name, 1],
    ]);
    for (const { name, builtIn, permissions } of roles)
      if (builtIn)
        expect(Object.fromEntries(permissions.map((each) => [each.name, each.reach]))).toEqual(
          builtInRoles[name as keyof typeof builtInRoles],
        );
    const system = successOf(await getRoleMatrix.execute(world.system.request, {}));
    expect(system.roles.map(({ name, holders }) => [name, holders])).toEqual([
      ['Citizen', null],
      ['Department Officer', null],
      ['County Admin', null],
      ['System Administrator', null],
    ]);
  });

  it('a role in detail says why its reader may not change it', async () => {
    const role = await make({ permissions: [audit] });
    const detail = async (request: World['system']['request']) =>
      successOf(await getRoleDetail.execute(request, { roleId: role.id }));
    expect(await detail(world.alder.admin.request)).toEqual({ role, holders: 0, whyNotChange: null });
    expect((await detail(world.system.request)).whyNotChange).toBe('errors.access.notAllowed');
    const viewer = await holderOf(world.alder.county, [{ name: 'role.view', reach: 'county' }]);
    expect((await detail(viewer.request)).whyNotChange).toBe('errors.access.notAllowed');
    await give(world.alder.county.id, world.alder.admin.id, role.id);
    expect(await detail(world.alder.admin.request)).toMatchObject({
      holders: 1,
      whyNotChange: 'errors.role.yourOwn',
    });
    await behindTheWall('*', (db) => db.userRole.deleteMany({ where: { roleId: role.id } }));
  });

  it('names holders to who may see people, as far as they may, and keeps a trace of it', async () => {
    const { id: officerRole } = await behindTheWall('*', (db) =>
      db.role.findFirstOrThrow({
        where: { countyId: world.alder.county.id, name: 'Department Officer', builtIn: true },
      }),
    );
    const elsewhere = await createPerson({
      county: world.alder.county,
      role: 'Department Officer',
      department: 'ENV',
    });
    const named = async (request: World['system']['request']) =>
      successOf(await listRoleHolders.execute(request, { roleId: officerRole })).holders.map(({ id }) => id);
    expect((await named(world.alder.admin.request)).sort()).toEqual(
      [world.alder.officer.id, elsewhere.id].sort(),
    );
    expect((await auditEvents('administration.listRoleHolders')).at(-1)).toMatchObject({
      actorId: world.alder.admin.id,
      countyId: world.alder.county.id,
      entity: 'role',
      entityId: officerRole,
    });
    const near = await holderOf(world.alder.county, [{ name: 'user.view', reach: 'department' }]);
    expect(await named(near.request)).toEqual([]);
    await behindTheWall('*', (db) =>
      db.userDepartment.create({
        data: {
          countyId: world.alder.county.id,
          userId: near.id,
          departmentId: world.alder.county.departments.ENV ?? '',
        },
      }),
    );
    expect(await named(near.request)).toEqual([elsewhere.id]);
  });
});

describe('who may not', () => {
  it('another county finds nothing, and changes nothing', async () => {
    const role = await make();
    const before = await rowsOf(world.alder.county);
    const input = { roleId: role.id, version: 1, name: 'Taken over' };
    for (const useCase of [getRole, getRoleDetail, listRoleHolders, updateRole, deleteRole] as UseCase[])
      expect(faultOf(await useCase.execute(world.birch.admin.request, input)).code, useCase.name).toBe(
        'not_found',
      );
    expect(await rowsOf(world.alder.county)).toEqual(before);
  });

  it('officers, residents and strangers are refused; a System Administrator reads', async () => {
    const role = await make();
    const input = { roleId: role.id, version: 1, name: anotherName(), permissions: [audit] };
    const reading = [listRoles, getRole, getRoleMatrix, getRoleDetail, listPermissions] as UseCase[];
    const writing = [createRole, updateRole, deleteRole] as UseCase[];
    const sent = (useCase: UseCase) => (useCase === listRoles || useCase === listPermissions ? {} : input);
    for (const useCase of [...reading, ...writing]) {
      for (const who of [world.alder.officer, world.alder.citizen])
        expect(faultOf(await useCase.execute(who.request, sent(useCase))).code).toBe('forbidden');
      expect(faultOf(await useCase.execute(strangerRequest(), sent(useCase))).code).toBe('unauthenticated');
      const ofSystem = await useCase.execute(world.system.request, sent(useCase));
      expect(ofSystem.ok ? 'done' : ofSystem.error.code, useCase.name).toBe(
        reading.includes(useCase) ? 'done' : 'forbidden',
      );
    }
  });

  it('definitions ask for a fresh sign-in', async () => {
    const { sessionId, request } = await openTestSession(world.alder.admin);
    await behindTheWall('*', (db) =>
      db.session.update({ where: { id: sessionId }, data: { freshUntil: null } }),
    );
    for (const useCase of [createRole, updateRole, deleteRole] as UseCase[])
      expect(faultOf(await useCase.execute(request, {}))).toMatchObject({
        code: 'unauthenticated',
        reauthRequired: true,
      });
  });
});
