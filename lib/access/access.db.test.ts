/// <reference types="vite/client" />
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZodObject, type ZodType } from 'zod';
import { behindTheWall } from '@/lib/kernel/db';
import { type UseCase, useCases } from '@/lib/kernel/use-case';
import { overrideSettings } from '@/lib/platform/env';
import {
  auditEvents,
  createPerson,
  createWorld,
  requestOf,
  rowsOf,
  strangerRequest,
  type World,
} from '@/lib/testing/world';
import { builtInRoles, type RoleName, roleNames } from './roles';

const indexes = import.meta.glob('../*/index.ts');

let world: World;
beforeAll(async () => {
  for (const load of Object.values(indexes)) await load();
  world = await createWorld();
  for (const { userId, roleId } of await behindTheWall('*', (db) => db.userRole.findMany()))
    roleOf.set(userId, roleId);
}, 120_000);

/** The role that each person of the world holds; an id that is nobody's stays as it is. */
const roleOf = new Map<string, string>();
const theRole = ({ id }: { id: string }) => ({ roleId: roleOf.get(id) ?? id });

/** The names of a use case's input that end in "Id": whose row it is about. */
function idsOf({ input }: UseCase): string[] {
  if (!(input instanceof ZodObject)) return [];
  return Object.keys(input.shape as Record<string, ZodType>).filter(
    // `entityId` is a filter of a list: another county's finds nothing.
    (name) => /Ids?$/.test(name) && name !== 'entityId',
  );
}

/** For each use case that takes an id: input that names a row of this person. A new use case wants a line here. */
const aboutSomebody: Record<string, (person: { id: string; sessionId: string }) => Record<string, unknown>> =
  {
    'accounts.endSession': ({ sessionId }) => ({ sessionId }),
    'accounts.getLinkedAccount': ({ id }) => ({ accountId: id }),
    'accounts.unlinkProvider': ({ id }) => ({ accountId: id }),
    'accounts.getToken': ({ id }) => ({ tokenId: id }),
    'accounts.revokeToken': ({ id }) => ({ tokenId: id }),
    'administration.addDepartmentMember': ({ id }) => ({ departmentId: id, email: 'a@example.org' }),
    'administration.deleteDepartment': ({ id }) => ({ departmentId: id }),
    'administration.endDepartmentMember': ({ id }) => ({ departmentId: id, userId: id, version: 1 }),
    'administration.cancelBatch': ({ id }) => ({ batchId: id }),
    'administration.getBatch': ({ id }) => ({ batchId: id }),
    'administration.runBatch': ({ id }) => ({ batchId: id, from: 0 }),
    'administration.getCounty': ({ id }) => ({ countyId: id }),
    'administration.getDepartment': ({ id }) => ({ departmentId: id }),
    'administration.getDepartmentMember': ({ id }) => ({ departmentId: id, userId: id }),
    'administration.listDepartmentMembers': ({ id }) => ({ departmentId: id }),
    'administration.updateCounty': ({ id }) => ({ countyId: id, version: 1 }),
    'administration.updateDepartment': ({ id }) => ({ departmentId: id, version: 1 }),
    'administration.updateDepartmentMember': ({ id }) => ({ departmentId: id, userId: id, version: 1 }),
    'administration.deactivateUser': ({ id }) => ({ userId: id, reason: 'test' }),
    'audit.getEvent': ({ id }) => ({ eventId: id }),
    'administration.endUserSession': ({ id, sessionId }) => ({ userId: id, sessionId }),
    'administration.getPersonFile': ({ id }) => ({ userId: id }),
    'administration.getUser': ({ id }) => ({ userId: id }),
    'administration.getServiceToken': ({ id }) => ({ serviceTokenId: id }),
    'administration.revokeServiceToken': ({ id }) => ({ serviceTokenId: id }),
    'administration.sendResetLink': ({ id }) => ({ userId: id }),
    'administration.setUserDepartments': ({ id }) => ({ userId: id, version: 1, departments: [] }),
    'administration.setUserRoles': ({ id }) => ({ userId: id, version: 1, roles: ['Citizen'] }),
    'administration.signOutUser': ({ id }) => ({ userId: id }),
    'administration.updateUser': ({ id }) => ({ userId: id, version: 1, firstName: 'Taken' }),
    'administration.reactivateUser': ({ id }) => ({ userId: id }),
    'administration.deleteRole': theRole,
    'administration.getRole': theRole,
    'administration.getRoleDetail': theRole,
    'administration.listRoleHolders': theRole,
    'administration.updateRole': (person) => ({ ...theRole(person), version: 1, name: 'Taken over' }),
  };

describe('use cases that take an id', () => {
  it('are all tried here', () => {
    const taking = [...useCases.values()].filter((each) => idsOf(each).length > 0).map(({ name }) => name);
    expect(taking.sort()).toEqual(Object.keys(aboutSomebody).sort());
    // Of any other kind of input the names could not be read.
    for (const { name, input } of useCases.values()) expect(input, name).toBeInstanceOf(ZodObject);
  });

  describe.each(Object.keys(aboutSomebody))('%s', (name) => {
    const inputFor = (person: { id: string; sessionId: string }) => aboutSomebody[name]?.(person);
    const useCase = () => useCases.get(name) as UseCase;

    it.each(['Citizen', 'Department Officer', 'County Admin'] as const)(
      'a %s of Birch finds nothing of Alder, and changes nothing',
      async (role) => {
        const own = await createPerson({ county: world.birch.county, role });
        const before = await rowsOf(world.alder.county);
        for (const target of [world.alder.citizen, world.alder.officer, world.alder.admin, world.system]) {
          const result = await useCase().execute(own.request, inputFor(target));
          const may =
            ['public', 'signed-in'].includes(useCase().access) || useCase().access in builtInRoles[role];
          expect(result).toMatchObject({ ok: false, error: { code: may ? 'not_found' : 'forbidden' } });
        }
        expect(await rowsOf(world.alder.county)).toEqual(before);
      },
    );

    it('an id that nobody has is answered like one of another county', async () => {
      const answers = await Promise.all(
        [
          world.alder.citizen,
          { id: 'nobody', sessionId: 'nothing' },
          { id: '0199b7f0-0000-7000-8000-000000000000', sessionId: 'A'.repeat(32) },
        ].map((target) => useCase().execute(world.birch.admin.request, inputFor(target))),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    });

    it.each([
      [''],
      ['../x'],
      ["' or 1=1"],
      ['*'],
      ['a\u0000b'],
      [{ contains: '' }],
      [{ not: '' }],
      [['a']],
      [1],
      [null],
      [undefined],
      ['x'.repeat(65)],
    ])('an id that is none is a fault of the form: %j', async (id) => {
      const input = Object.fromEntries(idsOf(useCase()).map((field) => [field, id]));
      expect(await useCase().execute(world.birch.admin.request, input)).toMatchObject({
        ok: false,
        error: { code: 'invalid' },
      });
    });
  });
});

/** Who asks comes before what is asked: input that nobody could use shows how far a caller gets. */
describe('the matrix, live', () => {
  const people = new Map<RoleName, Awaited<ReturnType<typeof createPerson>>>();
  beforeAll(async () => {
    for (const role of roleNames)
      people.set(
        role,
        await createPerson({ county: role === 'System Administrator' ? null : world.alder.county, role }),
      );
  });

  it.each([...roleNames, 'stranger'] as const)('%s', async (who) => {
    for (const useCase of useCases.values()) {
      const request = who === 'stranger' ? strangerRequest() : (people.get(who)?.request ?? requestOf());
      const result = await useCase.execute(request, null);
      const may =
        useCase.access === 'public' ||
        (who !== 'stranger' && (useCase.access === 'signed-in' || useCase.access in builtInRoles[who]));
      const refusal = who === 'stranger' ? 'unauthenticated' : 'forbidden';
      expect([useCase.name, result.ok ? 'done' : result.error.code]).toEqual([
        useCase.name,
        may ? 'invalid' : refusal,
      ]);
    }
  });

  it('a refusal is in the audit trail of the caller, with what was asked and nothing of the input', async () => {
    const officer = people.get('Department Officer');
    const refused = (await auditEvents('administration.deactivateUser')).filter(
      ({ actorId }) => actorId === officer?.id,
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({
      outcome: 'refused',
      countyId: world.alder.county.id,
      entityId: null,
      before: null,
      after: null,
    });
  });

  it('what needs a fresh sign-in says so to a session that is not, and to every token', async () => {
    const admin = await createPerson({ county: world.alder.county, role: 'County Admin' });
    await behindTheWall('*', (db) =>
      db.session.updateMany({ where: { userId: admin.id }, data: { freshUntil: new Date() } }),
    );
    const fresh = [...useCases.values()].filter((each) => each.fresh);
    expect(fresh.length).toBeGreaterThan(2);
    for (const useCase of fresh)
      expect(await useCase.execute(admin.request, null)).toEqual({
        ok: false,
        error: { code: 'unauthenticated', message: 'errors.access.signInAgain', reauthRequired: true },
      });
  });
});

/** CONTRACT section 8: nothing a caller sends gets a 5xx. */
describe('input that nobody should send', () => {
  const sound = {
    email: 'somebody@example.org',
    password: 'long enough a password',
    newPassword: 'another one to use',
    newPasswordConfirm: 'another one to use',
    token: 'A'.repeat(43),
    sessionId: 'x',
    userId: 'x',
    roleId: 'x',
    permissions: [{ name: 'user.view', reach: 'county' }],
    version: 1,
    language: 'en',
    kind: 'reset',
    county: 'ALD',
  };
  const junk = [
    '',
    '\u0000',
    'a\u0000b',
    '\ud800',
    "' or 1=1 --",
    '%_\\',
    '__proto__',
    '2147483648',
    '99999999999999999999',
    '1e308',
    'x'.repeat(100_000),
    2 ** 53,
    { not: '' },
    ['a'],
    null,
  ];

  beforeAll(() => overrideSettings({ RATE_LIMITS: false }));
  afterAll(() => overrideSettings({ RATE_LIMITS: true }));

  it.each(['County Admin', 'stranger'] as const)('is answered, never thrown at: %s', async (who) => {
    for (const useCase of useCases.values()) {
      const fields = Object.keys((useCase.input as ZodObject).shape);
      const request =
        who === 'stranger'
          ? strangerRequest()
          : (await createPerson({ county: world.birch.county, role: who })).request;
      for (const field of fields)
        for (const value of junk) {
          const what = `${useCase.name} ${field} ${JSON.stringify(value).slice(0, 40)}`;
          const result = await useCase
            .execute(request, { ...sound, [field]: value })
            .catch((error: unknown) => {
              throw new Error(what, { cause: error });
            });
          if (!result.ok) expect(result.error.code, what).not.toBe('unavailable');
        }
    }
  });
});
