/// <reference types="vite/client" />
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ZodArray, ZodDefault, ZodNullable, ZodObject, ZodOptional, ZodPipe, type ZodType, z } from 'zod';
import { behindTheWall } from '@/lib/kernel';
import type { Actor } from '@/lib/kernel/actor';
import * as kernelDb from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { type UseCase, useCases } from '@/lib/kernel/use-case';
import { overrideSettings } from '@/lib/platform/env';
import { anId, severalOf } from '@/lib/shared/text';
import { type IdProbe, probesOf } from '@/lib/testing/probes';
import { commonStamp, createRows, type Rows } from '@/lib/testing/rows';
import { share } from '@/lib/testing/size';
import { createToken } from '@/lib/testing/tokens';
import {
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  rowsOf,
  strangerRequest,
  successOf,
  type World,
} from '@/lib/testing/world';
import { opens } from './access';
import { isPermission, isServiceScope, permissionNames } from './permissions';
import { builtInRoles, type RoleName } from './roles';

// Every id that a use case takes, tried by everybody whom the row is not there for: people of another county, other
// roles, other owners, tokens, nobody. Each row is real, and its own administrator finds it: "not found" is an answer.

/** Does something as if the database let everybody see every county: what a use case asks for must do alone. */
async function withoutTheWall<T>(work: () => Promise<T>): Promise<T> {
  const { behindTheWall: real } = kernelDb;
  const opened = vi
    .spyOn(kernelDb, 'behindTheWall')
    .mockImplementation((_county, inside) => real('*', inside));
  try {
    return await work();
  } finally {
    opened.mockRestore();
  }
}

it('the wall is really open there: a caller of no county sees what every county has', async () => {
  const departments = () => behindTheWall(null, (db) => db.department.count());
  expect(await departments()).toBe(0);
  expect(await withoutTheWall(departments)).toBeGreaterThan(0);
});

const indexes = import.meta.glob('../*/index.ts');

let world: World;
type Caller = { name: string; request: PortalRequest; actor: Actor };
/** Who is of another county than the rows. */
const strangersToAlder: Caller[] = [];
/** Who is of the same county, and neither its administrator nor the owner. */
const ofAlder: Caller[] = [];
let birchAdmin: Caller;
let alderAdmin: Caller;
let nobody: Caller;
let system: Caller;

const callerOf = async (name: string, request: PortalRequest): Promise<Caller> => ({
  name,
  request,
  actor: await request.identify(new Date()),
});
const roleOf = async (county: World['alder']['county'] | null, role: RoleName) =>
  callerOf(
    `${role} of ${county?.code ?? 'no county'}`,
    (await createPerson({ county, role, securityStamp: commonStamp })).request,
  );

beforeAll(async () => {
  for (const load of Object.values(indexes)) await load();
  fakeMailer();
  // Limits have tests of their own.
  overrideSettings({ RATE_LIMITS: false });
  // It stands still: the last use of a session is no change of these tests.
  fakeClock();
  world = await createWorld();
  const [alder, birch] = [world.alder.county, world.birch.county];
  birchAdmin = await roleOf(birch, 'County Admin');
  alderAdmin = await roleOf(alder, 'County Admin');
  system = await roleOf(null, 'System Administrator');
  nobody = await callerOf('a stranger', strangerRequest());
  const everything = Object.keys(builtInRoles['County Admin']).filter(isPermission);
  const services = permissionNames.filter(isServiceScope);
  const owner = await createPerson({ county: birch, role: 'County Admin' });
  const neighbour = await createPerson({ county: alder, role: 'County Admin' });
  strangersToAlder.push(
    birchAdmin,
    await roleOf(birch, 'Department Officer'),
    await roleOf(birch, 'Citizen'),
    await callerOf('a personal token of Birch', (await createToken(owner, birch.id, everything)).request),
    await callerOf('a service token of Birch', (await createToken(null, birch.id, services)).request),
  );
  ofAlder.push(
    await roleOf(alder, 'Department Officer'),
    await roleOf(alder, 'Citizen'),
    await callerOf(
      'a personal token of Alder with one scope',
      (await createToken(neighbour, alder.id, ['account.manage'])).request,
    ),
    await callerOf(
      'a service token of Alder with one scope',
      (await createToken(null, alder.id, ['token.manage'])).request,
    ),
  );
}, 120_000);

afterAll(() => overrideSettings({ RATE_LIMITS: true }));

/** What kind of row a field names. A new one wants a line in its domain's probes, and a row in its rows. */
const kindOf = probesOf('kinds');
/** A text to filter by, which may be an id: another county's finds nothing (the last part of this file). */
const filters = ['entityId'];

/** Whether a field is made of ids, one or several, whatever is wrapped around them. */
function holdsIds(schema: unknown): boolean {
  if (schema === anId) return true;
  if (schema instanceof ZodOptional || schema instanceof ZodNullable || schema instanceof ZodDefault)
    return holdsIds(schema.unwrap());
  if (schema instanceof ZodArray) return holdsIds(schema.element);
  if (schema instanceof ZodPipe) return holdsIds(schema.in) || holdsIds(schema.out);
  return false;
}

function holdsList(schema: unknown): boolean {
  if (schema instanceof ZodArray) return true;
  if (schema instanceof ZodOptional || schema instanceof ZodNullable || schema instanceof ZodDefault)
    return holdsList(schema.unwrap());
  return schema instanceof ZodPipe && (holdsList(schema.in) || holdsList(schema.out));
}

type IdField = { name: string; isList: boolean };

/** The fields of a use case that name rows: by what they are made of, and by their names. */
function idFieldsOf({ input }: UseCase): IdField[] {
  if (!(input instanceof ZodObject)) return [];
  return Object.entries(input.shape as Record<string, ZodType>)
    .filter(([name, schema]) => holdsIds(schema) || (/^ids?$|Ids?$/.test(name) && !filters.includes(name)))
    .map(([name, schema]) => ({ name, isList: holdsList(schema) }));
}

/** Every use case that takes an id, from the domains' probes. */
const cases = probesOf('ids');

/** A county's row is there once, and each change of it makes another version. */
const versions = new Map<string, number>();
function ask(one: IdProbe, its: Rows): Record<string, unknown> {
  const asked = one.ask(its);
  const version = typeof asked.countyId === 'string' ? versions.get(asked.countyId) : undefined;
  return version ? { ...asked, version } : asked;
}
function noteVersion(answer: unknown) {
  const { id, version } = (answer ?? {}) as { id?: string; version?: number };
  if (id && version) versions.set(id, version);
}

/** Why a caller may not run a use case at all; null when they may. */
function refusalOf(useCase: UseCase, { actor }: Caller): string | null {
  if (actor.kind !== 'person') return 'unauthenticated';
  if (!opens(actor.grants, useCase.access)) return 'forbidden';
  if (useCase.ofOneCounty && !actor.county) return 'forbidden';
  return useCase.fresh && actor.via.kind !== 'session' ? 'unauthenticated' : null;
}

/** Their trail and the last use of their tokens change when people of a county are refused. */
const ownTraces = ['AuditEvent', 'ApiToken'];
/** What a refused act of others must leave as it is. Counters of limits are no rows of a county. */
const alderNow = (leaveOut: string[] = []) => rowsOf(world.alder.county, leaveOut);

describe('use cases that take an id', () => {
  it('are all tried here, with a row of each kind', async () => {
    const taking = [...useCases.values()].filter((useCase) => idFieldsOf(useCase).length > 0);
    expect(taking.map(({ name }) => name).sort()).toEqual(Object.keys(cases).sort());
    const its = await createRows(world.alder.county);
    for (const useCase of taking) {
      const input = ask(cases[useCase.name] as IdProbe, its);
      for (const { name, isList } of idFieldsOf(useCase)) {
        expect(Object.keys(kindOf), `${useCase.name}: of what kind is ${name}?`).toContain(name);
        expect(Array.isArray(input[name]), `${useCase.name} is asked with ${name}`).toBe(isList);
        const known: unknown[] = Object.values(its);
        for (const id of [input[name]].flat()) expect(known, `${useCase.name} ${name}`).toContain(id);
      }
    }
    // Of any other kind of input the names could not be read.
    for (const { name, input } of useCases.values()) expect(input, name).toBeInstanceOf(ZodObject);
  });

  it('a field that is made of ids is seen, whatever its name and its wrapping', () => {
    const departments =
      cases['administration.setUserDepartments'] && useCases.get('administration.setUserDepartments');
    expect(idFieldsOf(departments as UseCase)).toEqual([
      { name: 'userId', isList: false },
      { name: 'departments', isList: true },
    ]);
    const batch = useCases.get('administration.createBatch') as UseCase;
    expect(idFieldsOf(batch)).toEqual([{ name: 'ids', isList: true }]);
    const input = z.object({
      what: anId.optional(),
      which: severalOf(anId, 9, 'errors.form.wrongType'),
      userIds: z.string(),
    });
    expect(idFieldsOf({ ...batch, input })).toEqual([
      { name: 'what', isList: false },
      { name: 'which', isList: true },
      { name: 'userIds', isList: false },
    ]);
  });

  describe.each(Object.keys(cases))('%s', (name) => {
    const one = cases[name] as IdProbe;
    const useCase = () => useCases.get(name) as UseCase;
    const scalars = () => idFieldsOf(useCase()).filter(({ isList }) => !isList);
    const attempt = (request: PortalRequest, input: unknown) => useCase().execute(request, input);
    /** Rows of Alder, which stay as they are until the last test of them, and of Birch. */
    let its: Rows;
    let own: Rows;
    let input: Record<string, unknown>;
    beforeAll(async () => {
      its = await createRows(world.alder.county);
      own = await createRows(world.birch.county);
      input = ask(one, its);
    });

    it('nobody of another county finds the rows, and nothing changes', async () => {
      if (scalars().length === 0) return;
      const before = await alderNow();
      for (const caller of [...strangersToAlder, nobody]) {
        const code = refusalOf(useCase(), caller) ?? 'not_found';
        expect(await attempt(caller.request, input), caller.name).toMatchObject({
          ok: false,
          error: { code },
        });
      }
      expect(await alderNow()).toEqual(before);
    });

    it('not even without the wall: its own conditions hold', async () => {
      if (scalars().length === 0) return;
      const before = await alderNow();
      for (const caller of strangersToAlder) {
        const code = refusalOf(useCase(), caller) ?? 'not_found';
        const result = await withoutTheWall(() => attempt(caller.request, input));
        expect(result, caller.name).toMatchObject({ ok: false, error: { code } });
      }
      expect(await alderNow()).toEqual(before);
    });

    it('nor others of the county who may not, or whom it does not belong to', async () => {
      if (scalars().length === 0) return;
      const before = await alderNow(ownTraces);
      for (const caller of [...ofAlder, ...(one.isOwners ? [alderAdmin] : [])]) {
        const refusal = refusalOf(useCase(), caller);
        // Whoever has the permission of a whole county may.
        if (!refusal && caller.actor.kind === 'person' && caller.actor.via.kind === 'service') continue;
        const result = await attempt(caller.request, input);
        if (!refusal && one.alsoFor?.some((role) => caller.name.startsWith(role)))
          expect(result, caller.name).toMatchObject({ ok: true });
        else
          expect(result, caller.name).toMatchObject({
            ok: false,
            error: { code: refusal ?? 'not_found' },
          });
      }
      expect(await alderNow(ownTraces)).toEqual(before);
    });

    it('one foreign id among own ones is enough to find nothing', async () => {
      if (scalars().length < 2) return;
      const before = await alderNow();
      for (const { name: field } of scalars()) {
        const mixed = { ...ask(one, own), [field]: input[field] };
        const tried = () => attempt(own.admin.request, mixed);
        for (const result of [await tried(), await withoutTheWall(tried)])
          expect(result, field).toMatchObject({ ok: false, error: { code: 'not_found' } });
      }
      expect(await alderNow()).toEqual(before);
    });

    it('an id of another kind is not there', async () => {
      const before = await alderNow(ownTraces);
      for (const { name: field } of scalars())
        for (const kind of share([...new Set(Object.values(kindOf))], 4)) {
          if (kind === kindOf[field]) continue;
          const result = await attempt(its.admin.request, { ...input, [field]: its[kind] });
          expect(result, `${field}: a ${kind}`).toMatchObject({ ok: false, error: { code: 'not_found' } });
        }
      expect(await alderNow(ownTraces)).toEqual(before);
    });

    it('an id that nobody has is answered like one of another county', async () => {
      if (scalars().length === 0) return;
      const unknown = [randomUUID(), 'nobody', 'A'.repeat(32)].map((id) => ({
        ...input,
        ...Object.fromEntries(scalars().map(({ name: field }) => [field, id])),
      }));
      const answers: string[] = [];
      for (const each of [input, ...unknown])
        answers.push(JSON.stringify(await attempt(birchAdmin.request, each)));
      expect(new Set(answers).size).toBe(1);
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
    ])('an id that is none is a fault of that field: %j', async (id) => {
      for (const { name: field, isList } of idFieldsOf(useCase())) {
        const result = await attempt(own.admin.request, {
          ...ask(one, own),
          [field]: isList ? [own.department, id] : id,
        });
        expect(result, field).toMatchObject({ ok: false, error: { code: 'invalid' } });
        expect(Object.keys(faultOf(result).fields ?? {}), field).toEqual([field]);
      }
    });

    it('a System Administrator finds them where the matrix says so, and nothing that is somebody’s own', async () => {
      const others = await createRows(world.alder.county);
      const refusal = refusalOf(useCase(), system);
      const result = await attempt(system.request, { ...ask(one, others), county: 'ALD' });
      if (refusal || one.isOwners)
        expect(result).toMatchObject({ ok: false, error: { code: refusal ?? 'not_found' } });
      else if (name === 'administration.inviteUser')
        // docs/contract.md, section 8: they invite County Admins alone.
        expect(faultOf(result).fields).toEqual({ roles: ['errors.role.notYours'] });
      else noteVersion(successOf(result));
    });

    it('its own administrator finds them, after all of that', async () => {
      noteVersion(successOf(await attempt(its.admin.request, ask(one, its))));
    });
  });
});

describe('ids in lists', () => {
  it('are all tried here', () => {
    const lists = [...useCases.values()].flatMap((useCase) =>
      idFieldsOf(useCase).flatMap(({ name, isList }) => (isList ? [`${useCase.name} ${name}`] : [])),
    );
    expect(lists.sort()).toEqual([
      'administration.createBatch ids',
      'administration.inviteUser departments',
      'administration.setUserDepartments departments',
    ]);
  });

  it.each(['administration.inviteUser', 'administration.setUserDepartments'])(
    '%s: another county’s department is a fault of the field, alone or among own ones, with and without the wall',
    async (name) => {
      const [its, own] = [await createRows(world.alder.county), await createRows(world.birch.county)];
      const useCase = useCases.get(name) as UseCase;
      const before = await alderNow();
      const mine = [own.department];
      for (const departments of [[its.department], [...mine, its.department], [its.department, ...mine]]) {
        const input = { ...ask(cases[name] as IdProbe, own), departments };
        const attempt = () => useCase.execute(own.admin.request, input);
        for (const result of [await attempt(), await withoutTheWall(attempt)])
          expect(faultOf(result).fields).toEqual({ departments: ['errors.department.unknown'] });
      }
      expect(await alderNow()).toEqual(before);
    },
  );

  it.each(['deactivate', 'give-role', 'take-role', 'add-department'])(
    'a batch about people of another county tells nothing of them and does nothing to them: %s',
    async (act) => {
      const [its, own] = [await createRows(world.alder.county), await createRows(world.birch.county)];
      const execute = (name: string, input: unknown) =>
        (useCases.get(name) as UseCase).execute(own.admin.request, input);
      const more = { act, role: 'Department Officer', department: own.emptyDepartment };
      const before = await alderNow();
      for (const run of [<T>(work: () => Promise<T>) => work(), withoutTheWall]) {
        const ids = [its.user, its.admin.id, its.inactive];
        const made = await run(() => execute('administration.createBatch', { ids, ...more }));
        const batchId = (successOf(made) as { id: string }).id;
        const seen = JSON.stringify(await run(() => execute('administration.getBatch', { batchId })));
        const ran = JSON.stringify(await run(() => execute('administration.runBatch', { batchId, from: 0 })));
        const after = JSON.stringify(await run(() => execute('administration.getBatch', { batchId })));
        for (const told of [seen, ran, after])
          for (const secret of [its.person.email, its.admin.email, 'Test Citizen'])
            expect(told).not.toContain(secret);
        expect(after.match(/"outcome":"\w+"/g)).toEqual(Array(3).fill('"outcome":"failed"'));
      }
      expect(await alderNow()).toEqual(before);
    },
  );

  it('a batch that adds to a department of another county is not prepared', async () => {
    const [its, own] = [await createRows(world.alder.county), await createRows(world.birch.county)];
    const input = { ids: [own.user], act: 'add-department', department: its.department };
    const attempt = () =>
      (useCases.get('administration.createBatch') as UseCase).execute(own.admin.request, input);
    for (const result of [await attempt(), await withoutTheWall(attempt)])
      expect(faultOf(result).fields).toEqual({ department: ['errors.department.unknown'] });
  });
});

/** Texts that may be an id or a code: a filter that means nothing to its reader finds nothing. */
describe('filters that name a row', () => {
  const asked: Record<string, (its: Rows) => string> = {
    actor: ({ admin }) => admin.id,
    department: ({ department }) => department,
    entityId: ({ user }) => user,
    county: () => 'ALD',
  };
  const verb = /\.(list|get|count|export|verify)/;
  const filtering = () =>
    [...useCases.values()].flatMap(({ name, input }) =>
      verb.test(name) && input instanceof ZodObject
        ? Object.keys(asked).flatMap((field) => (field in input.shape ? [[name, field] as const] : []))
        : [],
    );

  it('another county’s tells nothing of it, with and without the wall', async () => {
    const [its, own] = [await createRows(world.alder.county), await createRows(world.birch.county)];
    // Something that can be found: who looked at whom.
    successOf(
      await (useCases.get('administration.getUser') as UseCase).execute(its.admin.request, {
        userId: its.user,
      }),
    );
    const secrets = Object.values(await alderNow()).flatMap(
      (text) => text.match(/[0-9a-f]{8}-[0-9a-f-]{27}|[\w.-]+@[\w.-]+\.\w+/g) ?? [],
    );
    expect(filtering().length).toBeGreaterThan(10);
    for (const [name, field] of filtering()) {
      const useCase = useCases.get(name) as UseCase;
      const input = { [field]: asked[field]?.(its) };
      for (const run of [<T>(work: () => Promise<T>) => work(), withoutTheWall]) {
        const told = JSON.stringify(await run(() => useCase.execute(own.admin.request, input)));
        const found = secrets.filter((secret) => secret !== input[field] && told.includes(secret));
        expect(found, `${name} ${field}`).toEqual([]);
      }
      // The same question, asked by its own administrator, is answered.
      const answer = JSON.stringify(successOf(await useCase.execute(its.admin.request, input)));
      if (field !== 'county') expect(answer, `${name} ${field}`).toMatch(/example\.org|"total":[1-9]/);
    }
  });
});
