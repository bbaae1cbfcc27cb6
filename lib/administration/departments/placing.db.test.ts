import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Permission, Reach } from '@/lib/access/permissions';
import {
  addDepartmentMember,
  createBatch,
  createDepartment,
  deactivateUser,
  endDepartmentMember,
  getDepartmentMember,
  getUser,
  inviteUser,
  listDepartmentMembers,
  listDepartmentsWithOfficers,
  listUsers,
  setUserDepartments,
  updateDepartment,
  updateDepartmentMember,
  updateUser,
} from '@/lib/administration';
import { getBatch, runBatch } from '@/lib/batches';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { grantOwnRole } from '@/lib/testing/roles';
import {
  anotherEmail,
  auditEvents,
  createPerson,
  createWorld,
  faultOf,
  requestOf,
  sha256,
  successOf,
  type TestPerson,
  type World,
} from '@/lib/testing/world';

const DAY = 86_400_000;
const day = (days: number) => new Date(Date.now() + days * DAY);
const dayText = (days: number) => day(days).toISOString().slice(0, 10);

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const department = (code: string) => world.alder.county.departments[code] ?? '';
const newPerson = (code?: string) =>
  createPerson({ county: world.alder.county, role: 'Citizen', ...(code ? { department: code } : {}) });
let roles = 0;
/** Somebody of BLD with a role of the county's own. */
async function holderOf(permissions: [Permission, Reach][], code?: string) {
  const person = await newPerson(code);
  roles += 1;
  await grantOwnRole(world.alder.county, person, `Role ${roles}`, permissions);
  return person;
}
const assigns: [Permission, Reach][] = [
  ['user.view', 'county'],
  ['user.assign', 'county'],
];
const deactivatesNearby: [Permission, Reach] = ['user.deactivate', 'department'];
const versionOf = async (id: string) =>
  (await behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }))).version;
async function works(person: TestPerson, code: string, from: Date, until: Date | null) {
  const [userId, departmentId] = [person.id, department(code)];
  await behindTheWall('*', async (db) => {
    await db.userDepartment.deleteMany({ where: { userId, departmentId } });
    await db.userDepartment.create({
      data: { countyId: world.alder.county.id, userId, departmentId, from, until },
    });
  });
}
/** Everything that is written of where a person works, by department. */
async function membershipsOf(person: TestPerson) {
  const rows = await behindTheWall('*', (db) =>
    db.userDepartment.findMany({ where: { userId: person.id }, include: { department: true } }),
  );
  return Object.fromEntries(rows.map(({ department, from, until }) => [department.code, { from, until }]));
}

/** Every door by which a person comes to a department: why it stays closed, or null. */
const doors: Record<
  string,
  (request: PortalRequest, person: TestPerson, code: string) => Promise<string | null>
> = {
  'the departments of a person': async (request, person, code) => {
    const version = await versionOf(person.id);
    const departments = [department(code)];
    const result = await setUserDepartments.execute(request, { userId: person.id, version, departments });
    return result.ok ? null : result.error.message;
  },
  'the people of a department': async (request, person, code) => {
    const ids = { departmentId: department(code) };
    const result = await addDepartmentMember.execute(request, { ...ids, email: person.email });
    return result.ok ? null : result.error.message;
  },
  'the dates of one who worked there': async (request, person, code) => {
    await works(person, code, day(-9), day(-5));
    const ids = { departmentId: department(code), userId: person.id, version: await versionOf(person.id) };
    const result = await updateDepartmentMember.execute(request, { ...ids, from: dayText(-9), until: '' });
    return result.ok ? null : result.error.message;
  },
  'an act on several people': async (request, person, code) => {
    const input = { ids: [person.id], act: 'add-department', department: department(code) };
    const { id: batchId } = successOf(await createBatch.execute(request, input));
    const foreseen = successOf(await getBatch.execute(request, { batchId })).rows[0];
    successOf(await runBatch.execute(request, { batchId, from: 0 }));
    const row = successOf(await getBatch.execute(request, { batchId })).rows[0];
    expect(foreseen?.faults).toEqual(row?.faults);
    return row?.faults[0]?.message ?? null;
  },
};

describe.each(Object.entries(doors))('by %s', (_door, open) => {
  it('nobody changes where they work themselves, but for who runs the county', async () => {
    const assigner = await holderOf([...assigns, deactivatesNearby], 'BLD');
    expect(await open(assigner.request, assigner, 'ENV')).toBe('errors.user.ownDepartments');
    const admin = await createPerson({ county: world.alder.county, role: 'County Admin' });
    expect(await open(admin.request, admin, 'ENV')).toBeNull();
  });

  it('nobody is brought into a department whose people the one who brings them reaches', async () => {
    const assigner = await holderOf([...assigns, deactivatesNearby], 'BLD');
    const resident = await newPerson();
    expect(await open(assigner.request, resident, 'BLD')).toBe('errors.department.yourReach');
    expect(faultOf(await deactivateUser.execute(assigner.request, { userId: resident.id })).code).toBe(
      'not_found',
    );
    expect(await open(assigner.request, resident, 'ENV')).toBeNull();
    expect(await open(world.alder.admin.request, resident, 'BLD')).toBeNull();
  });

  it('nor into one in which the one who brings them will work', async () => {
    const assigner = await holderOf([...assigns, deactivatesNearby]);
    await works(assigner, 'BLD', day(3), null);
    expect(await open(assigner.request, await newPerson(), 'BLD')).toBe('errors.department.yourReach');
  });

  it('nobody gets more reach than the one who gives it holds in the whole county', async () => {
    const assigner = await holderOf([...assigns, deactivatesNearby], 'BLD');
    const colleague = await holderOf([deactivatesNearby], 'BLD');
    expect(await open(assigner.request, colleague, 'ENV')).toBe('errors.department.givesMore');
    const farther = await holderOf([...assigns, ['user.deactivate', 'county']]);
    const another = await holderOf([deactivatesNearby]);
    expect(await open(farther.request, another, 'ENV')).toBeNull();
  });
});

describe('a token', () => {
  it('that leaves out what its owner may do nearby opens no door to it', async () => {
    const assigner = await holderOf([...assigns, deactivatesNearby], 'BLD');
    const token = `csp_placing_${assigner.id}`;
    await behindTheWall('*', async (db) => {
      const { countyId, securityStamp } = await db.user.findUniqueOrThrow({ where: { id: assigner.id } });
      await db.apiToken.create({
        data: {
          countyId,
          userId: assigner.id,
          name: 'test',
          tokenHash: sha256(token),
          securityStamp,
          scopes: assigns.map(([name]) => name),
          expiresAt: day(1),
        },
      });
    });
    const request = requestOf({ bearerToken: token });
    const { id: userId } = await newPerson();
    const set = (code: string) =>
      setUserDepartments.execute(request, { userId, version: 1, departments: [department(code)] });
    expect(faultOf(await set('BLD')).message).toBe('errors.department.yourReach');
    successOf(await set('ENV'));
  });
});

describe('taking departments', () => {
  it('needs no reach, but nobody takes their own', async () => {
    const assigner = await holderOf([...assigns, deactivatesNearby], 'BLD');
    const colleague = await holderOf([deactivatesNearby], 'BLD');
    const end = async (person: TestPerson) =>
      endDepartmentMember.execute(assigner.request, {
        departmentId: department('BLD'),
        userId: person.id,
        version: await versionOf(person.id),
      });
    expect(faultOf(await end(assigner))).toMatchObject({
      code: 'conflict',
      message: 'errors.user.ownDepartments',
    });
    successOf(await end(colleague));
    const ids = { departmentId: department('BLD'), userId: (await newPerson('BLD')).id };
    const change = { ...ids, version: 1, from: dayText(-1), until: dayText(9) };
    successOf(await updateDepartmentMember.execute(assigner.request, change));
    // What is to end later is more again.
    const later = { ...change, version: 2, until: dayText(10) };
    expect(faultOf(await updateDepartmentMember.execute(assigner.request, later))).toMatchObject({
      code: 'forbidden',
      message: 'errors.department.yourReach',
    });
    const mayChange = async (userId: string) =>
      successOf(await getDepartmentMember.execute(assigner.request, { ...ids, userId })).mayChange;
    expect([await mayChange(ids.userId), await mayChange(assigner.id)]).toEqual([true, false]);
  });
});

describe('saving the departments of a person', () => {
  const set = async (person: TestPerson, codes: string[], request = world.alder.admin.request) =>
    setUserDepartments.execute(request, {
      userId: person.id,
      version: await versionOf(person.id),
      departments: codes.map(department),
    });

  it('ends and begins what was changed, and leaves alone what is over and what is to come', async () => {
    const person = await newPerson();
    await works(person, 'BLD', day(-9), day(9));
    await works(person, 'ENV', day(-9), day(-5));
    await works(person, 'PWK', day(5), day(20));
    const before = await membershipsOf(person);
    successOf(await set(person, ['BLD']));
    expect(await membershipsOf(person)).toEqual(before);

    expect(successOf(await set(person, [])).departments).toEqual([]);
    const left = await membershipsOf(person);
    expect(left).toMatchObject({ ENV: before.ENV, PWK: before.PWK, BLD: { from: before.BLD?.from } });
    expect(left.BLD?.until?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(left.BLD?.until?.getTime()).toBeLessThanOrEqual(Date.now());

    // Who was to come is here now, to the day that was agreed; who comes back stays.
    const back = successOf(await set(person, ['PWK', 'BLD']));
    expect(back.departments.map(({ code }) => code)).toEqual(['BLD', 'PWK']);
    const came = await membershipsOf(person);
    expect(came).toMatchObject({ ENV: before.ENV, PWK: { until: before.PWK?.until }, BLD: { until: null } });
    expect(came.PWK?.from.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await auditEvents('administration.setUserDepartments')).slice(-2)).toMatchObject([
      { before: { departments: ['BLD'] }, after: { departments: [] } },
      { before: { departments: [] }, after: { departments: ['BLD', 'PWK'] } },
    ]);
  });

  it('brings nobody who is deactivated anywhere, and nobody to a closed department', async () => {
    const gone = await createPerson({
      county: world.alder.county,
      role: 'Citizen',
      department: 'BLD',
      active: false,
    });
    expect(faultOf(await set(gone, ['BLD', 'ENV'])).fields).toEqual({
      departments: ['errors.user.inactive'],
    });
    expect(successOf(await set(gone, [])).departments).toEqual([]);
    const { request } = world.alder.admin;
    const made = successOf(await createDepartment.execute(request, { code: 'SHUT', name: 'Shut' }));
    world.alder.county.departments.SHUT = made.id;
    const inside = await newPerson('SHUT');
    const close = { departmentId: made.id, version: made.version, active: false };
    successOf(await updateDepartment.execute(request, close));
    expect(faultOf(await set(await newPerson(), ['SHUT'])).fields).toEqual({
      departments: ['errors.department.unknown'],
    });
    const kept = successOf(await set(inside, ['SHUT', 'ENV'])).departments;
    expect(kept.map(({ code }) => code)).toEqual(['ENV', 'SHUT']);
  });
});

describe('a department that is being closed at this moment', () => {
  it('gets nobody any more, by invitation or by a person’s page', async () => {
    const { request } = world.alder.admin;
    const made = successOf(await createDepartment.execute(request, { code: 'SHUTS', name: 'Shuts' }));
    const departments = [made.id];
    const { id: userId } = await newPerson();
    const names = { firstName: 'Too', lastName: 'Late' };
    const [invited, set] = await behindTheWall('*', async (db) => {
      await db.department.update({ where: { id: made.id }, data: { active: false } });
      const both = [
        inviteUser.execute(request, { email: anotherEmail(), ...names, departments }),
        setUserDepartments.execute(request, { userId, version: 1, departments }),
      ] as const;
      // Time enough to look at the department as it was, for whoever does not wait.
      await pause(500);
      return [() => both[0], () => both[1]] as const;
    });
    for (const answer of [invited, set])
      expect(faultOf(await answer()).fields).toEqual({ departments: ['errors.department.unknown'] });
  });
});

describe('dates', () => {
  const ids = (person: TestPerson) => ({ departmentId: department('BLD'), userId: person.id });
  const { execute: update } = updateDepartmentMember;

  it('that are sent as they were shown change nothing: who left today does not come back', async () => {
    const { request } = world.alder.admin;
    const person = await newPerson('BLD');
    successOf(await endDepartmentMember.execute(request, { ...ids(person), version: 1 }));
    const before = await membershipsOf(person);
    const shown = successOf(await getDepartmentMember.execute(request, ids(person)));
    expect(shown).toMatchObject({ standing: 'past', mayChange: true });
    const { version, from, until } = shown;
    successOf(await update(request, { ...ids(person), version, from, until: until ?? '' }));
    expect(await membershipsOf(person)).toEqual(before);
    successOf(await update(request, { ...ids(person), version: version + 1, from, until: '' }));
    expect((await membershipsOf(person)).BLD).toEqual({ from: before.BLD?.from, until: null });
  });

  it('bring nobody back who is deactivated', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen', active: false });
    await works(person, 'BLD', day(-9), day(-5));
    const change = { ...ids(person), version: 1, from: dayText(-9), until: '' };
    expect(faultOf(await update(world.alder.admin.request, change))).toMatchObject({
      code: 'conflict',
      message: 'errors.user.inactive',
    });
    successOf(await update(world.alder.admin.request, { ...change, from: dayText(-8), until: dayText(-6) }));
  });

  it('end after they begin, also where the first day is left open', async () => {
    const { request } = world.alder.admin;
    const untilBeforeFrom = { until: ['errors.department.untilBeforeFrom'] };
    const { email } = await newPerson();
    const add = { departmentId: department('BLD'), email, until: dayText(-3) };
    expect(faultOf(await addDepartmentMember.execute(request, add)).fields).toEqual(untilBeforeFrom);
    const member = await newPerson('BLD');
    const change = { ...ids(member), version: 1, from: '', until: dayText(-3) };
    expect(faultOf(await update(request, change)).fields).toEqual(untilBeforeFrom);
    // Whoever writes past the portal's rules is stopped by the database.
    await expect(works(await newPerson(), 'BLD', day(2), day(1))).rejects.toThrow(/dates_in_order/);
  });
});

describe('"the own departments" reach', () => {
  it('who works there now: not who did, and not who will', async () => {
    const input = { code: 'RCH', name: 'Reached' };
    const made = successOf(await createDepartment.execute(world.alder.admin.request, input));
    world.alder.county.departments.RCH = made.id;
    const head = await holderOf(
      [
        ['user.view', 'department'],
        ['user.update', 'department'],
        ['department.view', 'department'],
      ],
      'RCH',
    );
    const [past, current, coming] = [await newPerson(), await newPerson(), await newPerson()];
    await works(past, 'RCH', day(-9), day(-1));
    await works(current, 'RCH', day(-9), day(9));
    await works(coming, 'RCH', day(1), null);
    const reached = [current.id, head.id].sort();
    const page = successOf(await listUsers.execute(head.request, { perPage: '100' }));
    expect(page.items.map(({ id }) => id).sort()).toEqual(reached);
    expect(page.total).toBe(2);
    const members = successOf(
      await listDepartmentMembers.execute(head.request, { departmentId: department('RCH') }),
    );
    expect(members.items.map(({ userId }) => userId).sort()).toEqual(reached);
    for (const { id } of [past, coming]) {
      expect(faultOf(await getUser.execute(head.request, { userId: id })).code).toBe('not_found');
      const change = { userId: id, version: 1, firstName: 'Taken' };
      expect(faultOf(await updateUser.execute(head.request, change)).code).toBe('not_found');
    }
    const change = { userId: current.id, version: 1, firstName: 'Known' };
    expect(successOf(await updateUser.execute(head.request, change)).firstName).toBe('Known');
  });

  it('a department counts those who can come to work', async () => {
    const { request } = world.birch.admin;
    const { county } = world.birch;
    await createPerson({ county, role: 'Department Officer', department: 'ENV' });
    await createPerson({ county, role: 'Department Officer', department: 'ENV', active: false });
    const { items } = successOf(await listDepartmentsWithOfficers.execute(request, {}));
    expect(items.find(({ code }) => code === 'ENV')?.officers).toBe(1);
  });
});
