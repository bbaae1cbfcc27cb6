/// <reference types="vite/client" />
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { permissionsOf } from '@/lib/access/access';
import { builtInRoles } from '@/lib/access/roles';
import { behindTheWall } from '@/lib/kernel/db';
import { type UseCase, useCases } from '@/lib/kernel/use-case';
import { overrideSettings } from '@/lib/platform/env';
import { createRows } from '@/lib/testing/rows';
import { createToken } from '@/lib/testing/tokens';
import {
  anotherEmail,
  createPerson,
  createWorld,
  fakeMailer,
  rowsOf,
  type TestCounty,
  type World,
} from '@/lib/testing/world';

// Everything that a County Admin of Alder may do, a thousand times in random order, half of it with rows of Birch in
// the place of their own. Birch's rows stay as they are, byte for byte, and no answer tells anything of Birch that was
// not sent. A failure prints its seed and path: fc.assert repeats it with { seed, path }.

const RUNS = 10;

const indexes = import.meta.glob('../*/index.ts');

let world: World;
beforeAll(async () => {
  for (const load of Object.values(indexes)) await load();
  fakeMailer();
  // Limits have tests of their own.
  overrideSettings({ RATE_LIMITS: false });
  world = await createWorld();
}, 120_000);
afterAll(() => overrideSettings({ RATE_LIMITS: true }));

/** Rows to act on: one of each kind, and a second one of what an act ends. */
async function createTargets(county: TestCounty) {
  const its = await createRows(county);
  const other = await createRows(county);
  const leaving = await createPerson({ county, role: 'Citizen' });
  const { id: endedToken } = await createToken(its.admin, county.id, ['account.manage']);
  const batch = (kind: string, input: object) =>
    behindTheWall(county.id, async (db) => {
      const expiresAt = new Date(Date.now() + 3_600_000);
      const data = { countyId: county.id, userId: its.admin.id, kind, input, expiresAt };
      return (await db.peopleBatch.create({ data })).id;
    });
  return {
    ...its,
    email: its.newcomer.email,
    newcomerId: its.newcomer.id,
    newcomerSession: its.newcomer.sessionId,
    leaving: leaving.id,
    endedRole: other.role,
    endedToken,
    endedServiceToken: other.serviceToken,
    runBatch: await batch('give-role', { ids: [its.newcomer.id], role: 'Citizen' }),
    endedBatch: await batch('deactivate', { ids: [other.user] }),
    code: county.code,
  };
}
type Targets = Awaited<ReturnType<typeof createTargets>>;
/** What of them is sent. */
const sentOf = ({ admin: _admin, person: _person, newcomer: _newcomer, ...sent }: Targets) => sent;

const word = () => randomBytes(4).toString('hex').toUpperCase();
/** The version of a row, whosever it is: only what is read stands in the way of a stale one. */
const versionOf = (kind: 'user' | 'department' | 'role' | 'county', id: string) =>
  behindTheWall('*', async (db) => {
    const delegate = db[kind] as unknown as {
      findUnique(query: object): Promise<{ version: number } | null>;
    };
    return (await delegate.findUnique({ where: { id }, select: { version: true } }))?.version ?? 1;
  });

type Sent = ReturnType<typeof sentOf>;
/** Draws one of several, for what is not a row. */
type Draw = <T>(from: readonly T[]) => T;
type Ask = (its: Sent, draw: Draw) => Record<string, unknown> | Promise<Record<string, unknown>>;

const member: Ask = async ({ department, user }) => ({
  departmentId: department,
  userId: user,
  version: await versionOf('user', user),
});

/** What each act is asked, by its use case. Whatever a County Admin may do wants a line here. */
const acts: Record<string, Ask> = {
  'accounts.createToken': () => ({ name: 'Token', scopes: ['user.view'], expiresInDays: 30 }),
  'accounts.endSession': ({ ownSession }) => ({ sessionId: ownSession }),
  'accounts.getToken': ({ token }) => ({ tokenId: token }),
  'accounts.listSessions': () => ({}),
  'accounts.listTokens': () => ({}),
  'accounts.revokeToken': ({ endedToken }) => ({ tokenId: endedToken }),
  'administration.addDepartmentMember': ({ department, email }) => ({ departmentId: department, email }),
  'administration.cancelBatch': ({ endedBatch }) => ({ batchId: endedBatch }),
  'administration.countExport': ({ department }, draw) => draw([{ department }, { q: 'birch' }, {}]),
  'administration.createBatch': ({ user, leaving, department }, draw) => ({
    ids: [user, leaving],
    act: draw(['deactivate', 'give-role', 'take-role', 'add-department']),
    role: 'Citizen',
    department,
    reason: 'At random',
  }),
  'administration.createDepartment': () => ({ code: word(), name: 'At random' }),
  'administration.createImport': () => ({
    text: `email,first name,last name,roles,departments\n${anotherEmail()},Ona,Ruiz,Citizen,BLD\n`,
  }),
  'administration.createRole': () => ({
    name: `Role ${word()}`,
    permissions: [{ name: 'department.view', reach: 'county' }],
  }),
  'administration.createServiceToken': () => ({ name: 'Service', scopes: ['user.view'], expiresInDays: 30 }),
  'administration.deactivateUser': ({ leaving }) => ({ userId: leaving, reason: 'At random' }),
  'administration.deleteDepartment': ({ emptyDepartment }) => ({ departmentId: emptyDepartment }),
  'administration.deleteRole': ({ endedRole }) => ({ roleId: endedRole }),
  'administration.endDepartmentMember': member,
  'administration.endUserSession': ({ newcomerId, newcomerSession }) => ({
    userId: newcomerId,
    sessionId: newcomerSession,
  }),
  'administration.exportUsers': ({ department, code }, draw) =>
    draw([{}, { department }, { county: code }, { q: 'birch' }, { sort: 'email' }]),
  'administration.getBatch': ({ batch, runBatch }, draw) => ({ batchId: draw([batch, runBatch]) }),
  'administration.getCounty': ({ county }) => ({ countyId: county }),
  'administration.getDepartment': ({ department }) => ({ departmentId: department }),
  'administration.getDepartmentMember': ({ department, user }) => ({
    departmentId: department,
    userId: user,
  }),
  'administration.getPeopleOptions': ({ code }) => ({ county: code }),
  'administration.getPersonFile': ({ user, leaving }, draw) => ({ userId: draw([user, leaving]) }),
  'administration.getRole': ({ role }) => ({ roleId: role }),
  'administration.getRoleDetail': ({ role }) => ({ roleId: role }),
  'administration.getRoleMatrix': () => ({}),
  'administration.getServiceToken': ({ serviceToken }) => ({ serviceTokenId: serviceToken }),
  'administration.getUser': ({ user, inactive }, draw) => ({ userId: draw([user, inactive]) }),
  'administration.inviteUser': ({ department, code }) => ({
    email: anotherEmail(),
    firstName: 'Ona',
    lastName: 'Ruiz',
    departments: [department],
    county: code,
  }),
  'administration.listDepartmentMembers': ({ department }) => ({ departmentId: department }),
  'administration.listDepartments': ({ code }, draw) => draw([{}, { county: code }, { q: 'building' }]),
  'administration.listDepartmentsWithOfficers': ({ code }, draw) => draw([{}, { county: code }]),
  'administration.listLessonUsers': () => ({}),
  'administration.listPermissions': () => ({}),
  'administration.listRoleHolders': ({ role }) => ({ roleId: role }),
  'administration.listRoles': () => ({ perPage: '100' }),
  'administration.listServiceTokens': () => ({ perPage: '100' }),
  'administration.listUsers': ({ department, code }, draw) =>
    draw([{ perPage: '100' }, { department }, { county: code }, { q: 'birch' }, { q: 'test' }]),
  'administration.reactivateUser': ({ inactive }) => ({ userId: inactive }),
  'administration.revokeServiceToken': ({ endedServiceToken }) => ({ serviceTokenId: endedServiceToken }),
  'administration.runBatch': ({ runBatch }) => ({ batchId: runBatch, from: 0 }),
  'administration.sendResetLink': ({ user }) => ({ userId: user }),
  'administration.setUserDepartments': async ({ user, department }) => ({
    userId: user,
    version: await versionOf('user', user),
    departments: [department],
  }),
  'administration.setUserRoles': async ({ user }, draw) => ({
    userId: user,
    version: await versionOf('user', user),
    roles: draw([['Citizen'], ['Citizen', 'Department Officer']]),
  }),
  'administration.signOutUser': ({ user, leaving }, draw) => ({ userId: draw([user, leaving]) }),
  'administration.updateCounty': async ({ county }) => ({
    countyId: county,
    version: await versionOf('county', county),
    settings: { timeZone: 'America/Denver' },
  }),
  'administration.updateDepartment': async ({ department }) => ({
    departmentId: department,
    version: await versionOf('department', department),
    name: `Renamed ${word()}`,
  }),
  'administration.resetFactors': ({ user }) => ({ userId: user, reason: 'Lost phone' }),
  'administration.updateDepartmentMember': member,
  'administration.updateRole': async ({ role }) => ({
    roleId: role,
    version: await versionOf('role', role),
    description: 'At random',
  }),
  'administration.updateUser': async ({ user }) => ({
    userId: user,
    version: await versionOf('user', user),
    firstName: 'Taken',
  }),
  'audit.exportEvents': ({ user, code }, draw) => draw([{}, { entityId: user }, { county: code }]),
  'audit.getEvent': ({ event }) => ({ eventId: event }),
  'audit.getTrailOptions': ({ code }) => ({ county: code }),
  'audit.listEvents': ({ user, code }, draw) =>
    draw([{ perPage: '100' }, { entityId: user }, { actor: user }, { county: code }]),
  'audit.verifyTrail': ({ code }, draw) => draw([{}, { county: code }]),
  'reporting.getAdministration': () => ({}),
  'reporting.getDashboard': () => ({}),
};

it('everything that a County Admin may do to others is among the acts', () => {
  const own = ['account.manage', 'dashboard.view'];
  // What is open to everybody about themselves, too, is about nobody else.
  const may = [...useCases.values()].filter(({ access }) => {
    const asked = permissionsOf(access);
    return (
      asked.some((name) => name in builtInRoles['County Admin']) && !asked.some((name) => own.includes(name))
    );
  });
  expect(Object.keys(acts)).toEqual(expect.arrayContaining(may.map(({ name }) => name)));
  for (const name of Object.keys(acts)) expect([...useCases.keys()]).toContain(name);
});

/** Ids of any form, hashes and addresses. */
const wordsOf = (text: string) =>
  text.match(/[\w.+-]+@[\w.-]+\.\w+|[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{32,64}/g) ?? [];

type Step = { name: string; isMixed: boolean };
const steps: Step[] = Object.keys(acts).flatMap((name) => [
  { name, isMixed: false },
  { name, isMixed: true },
]);

/** Every act with own rows and with a mixture, in any order; which rows are Birch's, and what else is chosen. */
const run = fc.record({
  order: fc.shuffledSubarray(steps, { minLength: steps.length }),
  masks: fc.array(fc.integer({ min: 1, max: 2 ** 24 - 1 }), {
    minLength: steps.length,
    maxLength: steps.length,
  }),
  choices: fc.array(fc.nat(999), { minLength: steps.length, maxLength: steps.length }),
});

it(`a thousand acts as Alder leave Birch's rows byte-equal and tell nothing of them`, async () => {
  expect(steps.length * RUNS).toBeGreaterThanOrEqual(1000);
  const { alder, birch } = world;
  // What is sent of Birch comes back as an echo at most; all else of Birch is nobody's to read.
  const foreign = sentOf(await createTargets(birch.county));
  const before = await rowsOf(birch.county);
  const known = new Set(Object.values(foreign).filter((value) => typeof value === 'string'));
  const secrets = [...new Set(Object.values(before).flatMap(wordsOf))].filter((found) => !known.has(found));
  expect(secrets.length).toBeGreaterThan(50);
  expect(secrets).toEqual(
    expect.arrayContaining([birch.admin.email, birch.officer.id, birch.citizen.sessionId]),
  );
  const successes = new Map<string, number>(Object.keys(acts).map((name) => [name, 0]));

  await fc.assert(
    fc.asyncProperty(run, async ({ order, masks, choices }) => {
      const targets = await createTargets(alder.county);
      const own = sentOf(targets);
      const keys = Object.keys(own) as (keyof typeof own)[];
      for (const [index, { name, isMixed }] of order.entries()) {
        const mask = isMixed ? (masks[index] ?? 0) : 0;
        const its = Object.fromEntries(
          keys.map((key, place) => [key, (mask >> place) & 1 ? foreign[key] : own[key]]),
        ) as Sent;
        const draw: Draw = <T>(from: readonly T[]) => from[(choices[index] ?? 0) % from.length] as T;
        const input = await acts[name]?.(its, draw);
        const result = await (useCases.get(name) as UseCase).execute(targets.admin.request, input);
        if (result.ok) successes.set(name, (successes.get(name) ?? 0) + 1);
        const told = JSON.stringify(result);
        const found = secrets.filter((secret) => told.includes(secret));
        expect(found, `${name} ${JSON.stringify(input)}`).toEqual([]);
      }
      expect(await rowsOf(birch.county)).toEqual(before);
    }),
    // A second try would find what the first one left: there is nothing to make smaller.
    { numRuns: RUNS, endOnFailure: true },
  );

  // Who is signed out, or lost a permission, does nothing to Birch either.
  const rare = [...successes].filter(([, count]) => count < RUNS / 2);
  expect(rare).toEqual([]);
}, 240_000);
