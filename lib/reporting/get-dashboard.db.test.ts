import { beforeAll, describe, expect, it } from 'vitest';
import { requestPasswordReset, signIn } from '@/lib/accounts';
import { behindTheWall } from '@/lib/kernel/db';
import {
  createPerson,
  createWorld,
  faultOf,
  openTestSession,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { getDashboard } from './get-dashboard';

const DAY = 86_400_000;
let world: World;
/** What is in each county besides the three people of the world: more in Birch, so that a leak would show. */
const extra = {
  alder: { recent: 4, old: 2, unconfirmed: 3, inactive: 1, invited: 1, waiting: 2, today: 2, failed: 3 },
  birch: { recent: 7, old: 5, unconfirmed: 4, inactive: 3, invited: 2, waiting: 4, today: 5, failed: 4 },
};

beforeAll(async () => {
  world = await createWorld();
  for (const side of ['alder', 'birch'] as const) {
    const { county } = world[side];
    const counts = extra[side];
    const ago = (days: number) => new Date(Date.now() - days * DAY);
    const person = (index: number) => ({
      countyId: county.id,
      email: `p${index}@${side}.test`,
      createdAt: index < counts.recent ? ago(1) : ago(8),
      confirmedAt: index < counts.unconfirmed ? null : ago(1),
      // One more was invited and has come: no invitation is open for them.
      invitedAt: index < counts.invited || index === counts.unconfirmed ? ago(2) : null,
      active: index >= counts.inactive,
      currentLoginAt: index < counts.today ? ago(0.5) : ago(2),
    });
    await behindTheWall('*', (db) =>
      db.user.createMany({
        data: Array.from({ length: counts.recent + counts.old }, (_, index) => person(index)),
      }),
    );
    await behindTheWall('*', (db) =>
      db.pendingRegistration.createMany({
        data: Array.from({ length: counts.waiting + 1 }, (_, index) => ({
          countyId: county.id,
          email: `waiting${index}@${side}.test`,
          passwordHash: '',
          firstName: 'Waiting',
          lastName: 'Resident',
          locale: 'en',
          // The last one's link has run out.
          expiresAt: index < counts.waiting ? ago(-1) : ago(1),
        })),
      }),
    );
    for (let tries = 0; tries < counts.failed; tries += 1)
      faultOf(
        await signIn.execute(strangerRequest(), {
          email: world[side].citizen.email,
          password: 'not the password',
        }),
      );
  }
  successOf(await requestPasswordReset.execute(strangerRequest(), { email: 'nobody@example.org' }));
  await openTestSession(world.alder.citizen);
});

const dashboardOf = async ({ request }: { request: Parameters<typeof getDashboard.execute>[0] }) =>
  successOf(await getDashboard.execute(request, {}));

/** Somebody of Alder whose one role is the county's own and gives this. */
async function holderOf([permission, reach]: [string, string]) {
  const { county } = world.alder;
  const countyId = county.id;
  const person = await createPerson({ county, role: 'Citizen' });
  await behindTheWall('*', async (db) => {
    const role = await db.role.create({ data: { countyId, name: `Own: ${permission} ${reach}` } });
    const given = [['account.manage', 'own'] as const, ['dashboard.view', 'own'] as const];
    await db.rolePermission.createMany({
      data: [...given, [permission, reach] as const].map(([name, far]) => ({
        countyId,
        roleId: role.id,
        permission: name,
        reach: far,
      })),
    });
    await db.userRole.deleteMany({ where: { userId: person.id } });
    await db.userRole.create({ data: { countyId, userId: person.id, roleId: role.id } });
  });
  return person;
}

describe('the dashboard', () => {
  it('of a resident: the own name and sign-ins, nothing of others', async () => {
    const dashboard = await dashboardOf(world.alder.citizen);
    expect(dashboard).toMatchObject({
      person: {
        firstName: 'Test',
        fullName: 'Test Citizen',
        email: world.alder.citizen.email,
        roles: ['Citizen'],
        confirmed: true,
        hasPhone: false,
      },
      county: 'Alder County',
      departments: null,
      people: null,
      counties: null,
      events: null,
    });
    expect(dashboard.sessions).toHaveLength(2);
    expect(dashboard.sessions.filter(({ current }) => current).map(({ id }) => id)).toEqual([
      world.alder.citizen.sessionId,
    ]);
  });

  it('of an officer: the own departments', async () => {
    const dashboard = await dashboardOf(world.alder.officer);
    expect(dashboard.departments).toEqual([
      {
        id: world.alder.county.departments.BLD,
        code: 'BLD',
        name: 'Building and Planning',
        people: 1,
        isOwn: true,
      },
    ]);
    expect([dashboard.people, dashboard.counties, dashboard.events]).toEqual([null, null, null]);
  });

  it('of a County Admin: figures that equal what is there, without the other county', async () => {
    for (const side of ['alder', 'birch'] as const) {
      const { recent, old, unconfirmed, inactive, invited, waiting, today, failed } = extra[side];
      const dashboard = await dashboardOf(world[side].admin);
      expect(dashboard.people).toEqual({
        total: 3 + recent + old,
        newThisWeek: 3 + recent,
        notConfirmed: unconfirmed,
        inactive,
        invited,
        waiting,
        signedInToday: today,
      });
      expect(dashboard.failedSignIns).toBe(failed);
      expect(dashboard.departments?.map(({ code, people, isOwn }) => [code, people, isOwn])).toEqual([
        ['BLD', 1, false],
        ['ENV', 0, false],
        ['PWK', 0, false],
      ]);
      expect(dashboard.counties).toBeNull();
      const events = await behindTheWall('*', (db) =>
        db.auditEvent.findMany({
          where: { countyId: world[side].county.id },
          orderBy: { at: 'desc' },
          take: 8,
        }),
      );
      expect(dashboard.events?.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
    }
  });

  it('of a System Administrator: every county, and no figures of a single one', async () => {
    const closed = await behindTheWall('*', (db) =>
      db.county.create({ data: { code: 'OLD', name: 'Old County', active: false } }),
    );
    const dashboard = await dashboardOf(world.system);
    expect(dashboard.counties).toEqual([
      {
        id: world.alder.county.id,
        code: 'ALD',
        name: 'Alder County',
        active: true,
        people: 9,
        invited: 1,
        newThisWeek: 7,
      },
      {
        id: world.birch.county.id,
        code: 'BIR',
        name: 'Birch County',
        active: true,
        people: 15,
        invited: 2,
        newThisWeek: 10,
      },
      {
        id: closed.id,
        code: 'OLD',
        name: 'Old County',
        active: false,
        people: 0,
        invited: 0,
        newThisWeek: 0,
      },
    ]);
    expect([dashboard.county, dashboard.people, dashboard.departments]).toEqual([null, null, null]);
    expect(dashboard.events).toHaveLength(8);
  });

  it("of a county's own role: what it gives, and no figure of more", async () => {
    const auditor = await dashboardOf(await holderOf(['audit.view', 'county']));
    expect([auditor.people, auditor.departments, auditor.counties]).toEqual([null, null, null]);
    expect(auditor.failedSignIns).toBe(extra.alder.failed);
    expect(auditor.events?.length).toBeGreaterThan(0);
    const registrar = await dashboardOf(await holderOf(['user.view', 'county']));
    expect(registrar.people?.inactive).toBe(extra.alder.inactive);
    expect([registrar.failedSignIns, registrar.events]).toEqual([null, null]);
    const near = await dashboardOf(await holderOf(['user.view', 'department']));
    expect([near.people, near.failedSignIns, near.events]).toEqual([null, null, null]);
    const planner = await dashboardOf(await holderOf(['department.view', 'county']));
    expect(planner.departments?.map(({ code }) => code)).toEqual(['BLD', 'ENV', 'PWK']);
  });

  it('a department counts those who work there now', async () => {
    const { county, admin } = world.birch;
    const departmentId = county.departments.ENV ?? '';
    const day = (days: number) => new Date(Date.now() + days * DAY);
    for (const [from, until] of [
      [day(-9), day(-1)],
      [day(1), null],
      [day(-9), day(1)],
      [day(-1), null],
    ]) {
      const { id } = await createPerson({ county, role: 'Department Officer' });
      await behindTheWall('*', (db) =>
        db.userDepartment.create({
          data: { countyId: county.id, userId: id, departmentId, from: from ?? day(0), until: until ?? null },
        }),
      );
    }
    await createPerson({ county, role: 'Department Officer', department: 'ENV', active: false });
    const { departments } = await dashboardOf(admin);
    expect(departments?.find(({ code }) => code === 'ENV')?.people).toBe(2);
  });

  it('a sign-in counts as one of today', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    successOf(await signIn.execute(strangerRequest(), { email: person.email, password: worldPassword }));
    expect((await dashboardOf(world.alder.admin)).people?.signedInToday).toBe(extra.alder.today + 1);
  });

  it('a stranger has none', async () => {
    expect(faultOf(await getDashboard.execute(strangerRequest(), {})).code).toBe('unauthenticated');
  });
});
