import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBatch, createImport, deactivateUser, getUser } from '@/lib/administration';
import { cancelBatch, getBatch, runBatch } from '@/lib/batches';
import { tidyUp } from '@/lib/jobs/housekeeping';
import { behindTheWall } from '@/lib/kernel/db';
import { grantOwnRole } from '@/lib/testing/roles';
import { testSize } from '@/lib/testing/size';
import {
  anotherEmail,
  auditEvents,
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  openTestSession,
  rowCounts,
  rowsOf,
  runJob,
  successOf,
  type World,
} from '@/lib/testing/world';

let world: World;
let clock: ReturnType<typeof fakeClock>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  fakeMailer();
  clock = fakeClock();
});

const admin = () => world.alder.admin.request;
const citizen = (county = world.alder.county) => createPerson({ county, role: 'Citizen' });
const prepare = async (input: Record<string, unknown>, request = admin()) =>
  successOf(await createBatch.execute(request, input)).id;
const view = async (batchId: string, request = admin()) =>
  successOf(await getBatch.execute(request, { batchId }));
const outcomes = async (batchId: string) => (await view(batchId)).rows.map(({ outcome }) => outcome);
const rowOf = async (batchId: string, email: string) =>
  (await view(batchId)).rows.find((row) => row.email === email);
const userOf = async (userId: string) => successOf(await getUser.execute(admin(), { userId }));
async function runAll(batchId: string, request = admin()) {
  let from: number | null = 0;
  while (from !== null) from = successOf(await runBatch.execute(request, { batchId, from })).next;
}

describe('an act on several people', () => {
  it('shows what would happen, changes nothing until it is confirmed, and tells of every row what became of it', async () => {
    const [one, two] = [await citizen(), await citizen()];
    const stranger = await citizen(world.birch.county);
    const ids = [one.id, two.id, world.alder.admin.id, stranger.id, 'nobody'];
    const before = await rowsOf(world.alder.county, ['PeopleBatch', 'AuditEvent']);
    const birch = await rowsOf(world.birch.county);
    const batchId = await prepare({ ids, act: 'deactivate', reason: 'Moved away' });
    const shown = await view(batchId);
    expect(shown).toMatchObject({ kind: 'deactivate', state: 'waiting', from: 0, reason: 'Moved away' });
    const told = (rows: typeof shown.rows) =>
      Object.fromEntries(rows.map(({ key, outcome, faults }) => [key, faults[0]?.message ?? outcome]));
    const refused = {
      [world.alder.admin.id]: 'errors.user.yourself',
      [stranger.id]: 'errors.user.gone',
      nobody: 'errors.user.gone',
    };
    expect(told(shown.rows)).toEqual({ [one.id]: 'will', [two.id]: 'will', ...refused });
    expect(shown.rows.find(({ key }) => key === stranger.id)).toMatchObject({ name: '', email: '' });
    expect(await rowsOf(world.alder.county, ['PeopleBatch', 'AuditEvent'])).toEqual(before);

    await runAll(batchId);
    const over = await view(batchId);
    expect(over).toMatchObject({ state: 'done', from: 5 });
    expect(told(over.rows)).toEqual({ [one.id]: 'done', [two.id]: 'done', ...refused });
    expect((await userOf(one.id)).active).toBe(false);
    expect((await userOf(world.alder.admin.id)).active).toBe(true);
    expect(await rowsOf(world.birch.county)).toEqual(birch);

    const events = (await auditEvents('administration.runBatch')).slice(-3);
    expect(events.map(({ entity, entityId }) => [entity, entityId])).toEqual([
      ...[one.id, two.id].sort().map((id) => ['user', id]),
      ['batch', batchId],
    ]);
    expect(events[0]).toMatchObject({
      outcome: 'done',
      before: { active: true },
      after: { active: false, reason: 'Moved away', batch: batchId },
    });
    expect(events[2]?.after).toEqual({ act: 'deactivate', from: 0, done: 2, same: 0, failed: 3 });
  });

  it('gives a role, takes it, and leaves alone who has it or nothing else', async () => {
    const [one, two] = [await citizen(), await citizen()];
    const ids = [one.id, two.id].sort();
    const give = await prepare({ ids: one.id, act: 'give-role', role: 'Department Officer' });
    await runAll(give);
    expect((await userOf(one.id)).roles).toEqual(['Citizen', 'Department Officer']);
    expect((await userOf(one.id)).version).toBe(2);
    const again = await prepare({ ids, act: 'give-role', role: 'Department Officer' });
    expect((await rowOf(again, one.email))?.outcome).toBe('same');
    await runAll(again);
    expect((await outcomes(again)).sort()).toEqual(['done', 'same']);
    const take = await prepare({ ids, act: 'take-role', role: 'Citizen' });
    await runAll(take);
    expect((await userOf(two.id)).roles).toEqual(['Department Officer']);
    const last = await prepare({ ids, act: 'take-role', role: 'Department Officer' });
    await runAll(last);
    expect((await rowOf(last, two.email))?.faults).toEqual([{ field: '', message: 'errors.batch.onlyRole' }]);
  });

  it('adds to a department, and tells who is there already', async () => {
    const one = await citizen();
    const department = world.alder.county.departments.BLD ?? '';
    const batchId = await prepare({
      ids: [one.id, world.alder.officer.id],
      act: 'add-department',
      department,
    });
    expect((await view(batchId)).department).toBe('Building and Planning');
    await runAll(batchId);
    expect((await userOf(one.id)).departments.map(({ code }) => code)).toEqual(['BLD']);
    expect((await rowOf(batchId, world.alder.officer.email))?.faults[0]?.message).toBe(
      'errors.department.alreadyMember',
    );
  });

  it('never loses the last administrator, and its rehearsal knows', async () => {
    const { county } = world.birch;
    const second = await createPerson({ county, role: 'County Admin' });
    const runner = await citizen(county);
    await grantOwnRole(county, runner, 'Runner', [
      ['user.view', 'county'],
      ['user.deactivate', 'county'],
    ]);
    // Whoever holds less may not touch administrators at all.
    const ids = [world.birch.admin.id, second.id];
    const tried = await prepare({ ids, act: 'deactivate' }, runner.request);
    expect((await view(tried, runner.request)).rows.map(({ faults }) => faults[0]?.message)).toEqual([
      'errors.user.holdsMore',
      'errors.user.holdsMore',
    ]);
    // Two who take the role from each other at once: one stays.
    const other = { [world.birch.admin.id]: second, [second.id]: world.birch.admin };
    const batches = await Promise.all(
      [world.birch.admin, second].map((one) =>
        prepare({ ids: [other[one.id]?.id ?? ''], act: 'deactivate' }, one.request),
      ),
    );
    await Promise.all(
      [world.birch.admin, second].map((one, index) =>
        runBatch.execute(one.request, { batchId: batches[index], from: 0 }),
      ),
    );
    const left = await behindTheWall('*', (db) =>
      db.user.count({ where: { id: { in: ids }, active: true } }),
    );
    expect(left).toBe(1);
    await behindTheWall('*', (db) =>
      db.user.updateMany({ where: { id: { in: ids } }, data: { active: true } }),
    );
    world.birch.admin = { ...world.birch.admin, ...(await openTestSession(world.birch.admin)) };
  });

  it.each([
    [{ ids: [], act: 'deactivate' }, 'ids', 'errors.batch.choosePeople'],
    [{ act: 'deactivate' }, 'ids', 'errors.batch.choosePeople'],
    [
      { ids: Array.from({ length: 101 }, (_, index) => `p${index}`), act: 'deactivate' },
      'ids',
      'errors.batch.tooMany',
    ],
    [{ ids: ['a'], act: 'delete' }, 'act', 'errors.batch.chooseAct'],
    [{ ids: ['a'], act: 'import' }, 'act', 'errors.batch.chooseAct'],
    [{ ids: ['a'], act: 'give-role' }, 'role', 'errors.batch.chooseRole'],
    [{ ids: ['a'], act: 'give-role', role: 'Nothing' }, 'role', 'errors.role.unknown'],
    [{ ids: ['a'], act: 'give-role', role: 'System Administrator' }, 'role', 'errors.role.unknown'],
    [{ ids: ['a'], act: 'add-department' }, 'department', 'errors.batch.chooseDepartment'],
    [{ ids: ['a'], act: 'add-department', department: 'x' }, 'department', 'errors.department.unknown'],
    [{ ids: ['a'], act: 'deactivate', reason: 'x'.repeat(301) }, 'reason', 'errors.reason.tooLong'],
    [{ ids: ['\u0000'], act: 'deactivate' }, 'ids', 'errors.form.wrongType'],
  ])('%j is a fault of its field', async (input, field, message) => {
    const fault = faultOf(await createBatch.execute(admin(), input));
    expect(fault.fields).toEqual({ [field]: [message] });
  });
});

describe('who may', () => {
  it('asks for the single act’s permission, when it is prepared and when it is confirmed', async () => {
    const { county } = world.alder;
    const viewer = await citizen();
    await grantOwnRole(county, viewer, 'Viewer', [['user.view', 'county']]);
    const ids = [(await citizen()).id];
    for (const act of ['deactivate', 'give-role', 'take-role', 'add-department'])
      expect(faultOf(await createBatch.execute(viewer.request, { ids, act, role: 'Citizen' })).code).toBe(
        'forbidden',
      );
    for (const nobody of [world.alder.citizen, world.alder.officer, viewer])
      expect(faultOf(await createImport.execute(nobody.request, { text: 'email' })).code).toBe('forbidden');
    const system = faultOf(await createBatch.execute(world.system.request, { ids, act: 'deactivate' }));
    expect(system).toMatchObject({ code: 'forbidden', message: 'errors.batch.ofOneCounty' });

    const helper = await citizen();
    const roleId = await grantOwnRole(county, helper, 'Closer', [
      ['user.view', 'county'],
      ['user.deactivate', 'county'],
    ]);
    const batchId = await prepare({ ids, act: 'deactivate' }, helper.request);
    await behindTheWall('*', (db) =>
      db.rolePermission.deleteMany({ where: { roleId, permission: 'user.deactivate' } }),
    );
    expect(faultOf(await runBatch.execute(helper.request, { batchId, from: 0 })).code).toBe('forbidden');
    expect((await userOf(ids[0] ?? '')).active).toBe(true);
  });

  it('shows a batch to who prepared it alone, for 24 hours, and asks for a fresh sign-in', async () => {
    const colleague = await createPerson({ county: world.alder.county, role: 'County Admin' });
    const batchId = await prepare({ ids: [(await citizen()).id], act: 'deactivate' });
    for (const other of [colleague, world.birch.admin, world.system])
      for (const useCase of [getBatch, runBatch, cancelBatch])
        expect(await useCase.execute(other.request, { batchId, from: 0 })).toMatchObject({
          error: { code: 'not_found' },
        });
    const stale = await openTestSession(world.alder.admin);
    await behindTheWall('*', (db) =>
      db.session.update({ where: { id: stale.sessionId }, data: { freshUntil: new Date(0) } }),
    );
    expect(faultOf(await runBatch.execute(stale.request, { batchId, from: 0 })).reauthRequired).toBe(true);
    expect((await getBatch.execute(stale.request, { batchId })).ok).toBe(true);
    const there = () => behindTheWall('*', (db) => db.peopleBatch.count({ where: { id: batchId } }));
    await runJob(tidyUp, clock.now());
    expect(await there()).toBe(1);
    await runJob(tidyUp, new Date(clock.now().getTime() + 25 * 3_600_000));
    expect(await there()).toBe(0);
    expect(faultOf(await getBatch.execute(admin(), { batchId })).code).toBe('not_found');
  });

  it('is not there once its act is no more', async () => {
    const batchId = await prepare({ ids: (await citizen()).id, act: 'deactivate' });
    await behindTheWall('*', (db) =>
      db.peopleBatch.update({ where: { id: batchId }, data: { kind: 'an act of before' } }),
    );
    expect(faultOf(await getBatch.execute(admin(), { batchId })).code).toBe('not_found');
    expect(faultOf(await runBatch.execute(admin(), { batchId, from: 0 })).code).toBe('not_found');
    expect(faultOf(await cancelBatch.execute(admin(), { batchId })).code).toBe('not_found');
  });

  it('of 20 confirmations at once one does it, and a second one says so', async () => {
    const people = await Promise.all([citizen(), citizen(), citizen()]);
    const batchId = await prepare({
      ids: people.map(({ id }) => id),
      act: 'give-role',
      role: 'Department Officer',
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => runBatch.execute(admin(), { batchId, from: 0 })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers)
      if (!answer.ok) expect(answer.error.message).toMatch(/^errors\.batch\.(underWay|doneAlready)$/);
    const events = (await auditEvents('administration.runBatch')).filter(
      ({ entityId, outcome }) => outcome === 'done' && people.some(({ id }) => id === entityId),
    );
    expect(events).toHaveLength(3);
    expect(faultOf(await runBatch.execute(admin(), { batchId, from: 0 })).message).toBe(
      'errors.batch.doneAlready',
    );
    expect(faultOf(await cancelBatch.execute(admin(), { batchId })).message).toBe('errors.batch.begun');
  });

  it('a cancelled batch is gone', async () => {
    const batchId = await prepare({ ids: [(await citizen()).id], act: 'deactivate' });
    expect(successOf(await cancelBatch.execute(admin(), { batchId }))).toEqual({
      id: batchId,
      kind: 'deactivate',
    });
    expect(faultOf(await runBatch.execute(admin(), { batchId, from: 0 })).code).toBe('not_found');
  });

  it('100 people are rehearsed and done in time', async () => {
    const people: string[] = [];
    for (let index = 0; index < 100; index += 1) people.push((await citizen()).id);
    const batchId = await prepare({ ids: people, act: 'deactivate' });
    for (const outcome of await outcomes(batchId)) expect(['will', 'unchecked']).toContain(outcome);
    await runAll(batchId);
    expect(new Set(await outcomes(batchId))).toEqual(new Set(['done']));
    expect((await deactivateUser.execute(admin(), { userId: people[0] })).ok).toBe(false);
  }, 240_000);
});

describe('an import', () => {
  const header = 'email,first_name,last_name,roles,departments';
  const load = async (text: string, request = admin()) =>
    successOf(await createImport.execute(request, { text })).id;

  it('names every faulty line, changes nothing until it is confirmed, and imports the good ones', async () => {
    const [good, officer] = [anotherEmail(), anotherEmail()];
    const lines = [
      `${good},Ana,García,,`,
      `${officer},Ben,Brook,"citizen;Department Officer",bld;ENV`,
      'nobody,,Stone,Mayor;System Administrator,XYZ',
      `${good.toUpperCase()},Ana,Again,,`,
      `${world.birch.citizen.email},Taken,Elsewhere,,`,
      `${anotherEmail()},Too,Many,,,surplus`,
    ];
    const counts = await rowCounts();
    const batchId = await load([header, ...lines].join('\n'));
    const shown = await view(batchId);
    expect(shown.rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'will'],
      [3, 'will'],
      [4, 'failed'],
      [5, 'failed'],
      [6, 'failed'],
      [7, 'failed'],
    ]);
    expect(
      shown.rows.slice(2).map(({ faults }) => faults.map((fault) => [fault.field, fault.message])),
    ).toEqual([
      [
        ['email', 'errors.email.format'],
        ['roles', 'errors.import.unknownRole'],
        ['roles', 'errors.import.unknownRole'],
        ['departments', 'errors.import.unknownDepartment'],
      ],
      [['email', 'errors.import.twice']],
      [['email', 'errors.user.addressTaken']],
      [['', 'errors.import.cells']],
    ]);
    const { User, OutboxMail, UserRole } = await rowCounts();
    expect({ User, OutboxMail, UserRole }).toEqual({
      User: counts.User,
      OutboxMail: counts.OutboxMail,
      UserRole: counts.UserRole,
    });

    await runAll(batchId);
    expect(await outcomes(batchId)).toEqual(['done', 'done', 'failed', 'failed', 'failed', 'failed']);
    const made = await userOf((await rowOf(batchId, officer))?.id ?? '');
    expect(made).toMatchObject({
      email: officer,
      firstName: 'Ben',
      roles: ['Citizen', 'Department Officer'],
    });
    expect(made.departments.map(({ code }) => code).sort()).toEqual(['BLD', 'ENV']);
    const mails = await behindTheWall('*', (db) =>
      db.outboxMail.findMany({ where: { template: 'invite' }, select: { to: true } }),
    );
    expect(mails.map(({ to }) => to).sort()).toEqual([good, officer].sort());
    expect((await rowCounts()).User).toBe((counts.User ?? 0) + 2);
  });

  it('an address that somebody takes in between fails in its row alone', async () => {
    const [one, two] = [anotherEmail(), anotherEmail()];
    const batchId = await load(`${header}\n${one},A,B,,\n${two},C,D,,`);
    expect(await outcomes(batchId)).toEqual(['will', 'will']);
    await createPerson({ county: world.birch.county, role: 'Citizen', email: one });
    await runAll(batchId);
    expect((await view(batchId)).rows.map(({ outcome, faults }) => [outcome, faults[0]?.message])).toEqual([
      ['failed', 'errors.user.addressTaken'],
      ['done', undefined],
    ]);
  });

  it('nobody gives more than they may', async () => {
    const inviter = await citizen();
    await grantOwnRole(world.alder.county, inviter, 'Inviter', [
      ['user.view', 'county'],
      ['user.invite', 'county'],
    ]);
    const text = `${header}\n${anotherEmail()},A,B,County Admin,\n${anotherEmail()},C,D,Citizen,`;
    const batchId = await load(text, inviter.request);
    expect((await view(batchId, inviter.request)).rows.map(({ faults }) => faults[0]?.message)).toEqual([
      'errors.import.roleNotYours',
      undefined,
    ]);
  });

  const many = testSize === 'deep' ? 500 : 150;
  it(`${many} people in time, stopped in the middle and gone on with`, async () => {
    const lines = Array.from(
      { length: many },
      (_, index) => `${index}-${anotherEmail()},First,Last,Department Officer,BLD`,
    );
    const batchId = await load([header, ...lines].join('\r\n'));
    expect(new Set(await outcomes(batchId))).toEqual(new Set(['will']));
    const first = successOf(await runBatch.execute(admin(), { batchId, from: 0 })).next ?? 0;
    expect(first).toBeGreaterThan(0);
    const middle = await view(batchId);
    expect(middle).toMatchObject({ state: 'begun', from: first });
    expect(middle.rows.filter(({ outcome }) => outcome === 'done')).toHaveLength(first);
    expect(faultOf(await runBatch.execute(admin(), { batchId, from: 0 })).message).toBe(
      'errors.batch.underWay',
    );
    for (let from: number | null = first; from !== null; )
      from = successOf(await runBatch.execute(admin(), { batchId, from })).next;
    expect(new Set(await outcomes(batchId))).toEqual(new Set(['done']));
  }, 300_000);
});
