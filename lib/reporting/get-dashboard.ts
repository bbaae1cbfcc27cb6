import 'server-only';
import { z } from 'zod';
import { type Db, done, type Person, useCase } from '@/lib/kernel';
import { reachFragments } from '@/lib/kernel/reach';

const DAY = 86_400_000;

const AddressGiven = z.object({ email: z.string() });

export type RecentSession = { id: string; at: string; userAgent: string; current: boolean };
export type DepartmentFigures = { id: string; code: string; name: string; people: number; isOwn: boolean };
export type PeopleFigures = {
  total: number;
  newThisWeek: number;
  notConfirmed: number;
  inactive: number;
  signedInToday: number;
  failedSignIns: number;
};
export type CountyFigures = {
  id: string;
  code: string;
  name: string;
  active: boolean;
  people: number;
  newThisWeek: number;
};
export type RecentEvent = { id: string; at: string; event: string; outcome: string; actor: string | null };

/** A panel is there when the person's permissions say so, and null otherwise; nothing is made up. */
export type Dashboard = {
  person: {
    firstName: string;
    fullName: string;
    email: string;
    roles: string[];
    confirmed: boolean;
    hasPhone: boolean;
  };
  county: string | null;
  sessions: RecentSession[];
  departments: DepartmentFigures[] | null;
  people: PeopleFigures | null;
  counties: CountyFigures[] | null;
  events: RecentEvent[] | null;
};

/** What each role should see first: the own sign-ins, the own departments, the county's people and events, the counties. */
export const getDashboard = useCase({
  name: 'reporting.getDashboard',
  input: z.object({}),
  access: 'dashboard.view',
  audit: 'none',
  run: async ({ db, actor, now }) => {
    const own = await db.user.findUniqueOrThrow({ where: { id: actor.id }, select: { phoneNumber: true } });
    const dashboard: Dashboard = {
      person: {
        firstName: actor.firstName,
        fullName: `${actor.firstName} ${actor.lastName}`.trim() || actor.email,
        email: actor.email,
        roles: actor.roles,
        confirmed: actor.confirmedAt !== null,
        hasPhone: own.phoneNumber !== null,
      },
      county: actor.county?.name ?? null,
      sessions: await recentSessions(db, actor),
      departments:
        actor.county && actor.grants.has('department.view') ? await departmentFigures(db, actor) : null,
      people:
        actor.county && actor.grants.get('user.view') === 'county'
          ? await peopleFigures(db, actor, now)
          : null,
      counties: actor.grants.has('county.view') ? await countyFigures(db, now) : null,
      events: actor.grants.has('audit.view') ? await recentEvents(db, actor) : null,
    };
    return done(dashboard);
  },
});

async function recentSessions(db: Db, actor: Person): Promise<RecentSession[]> {
  const rows = await db.session.findMany({
    where: { userId: actor.id },
    orderBy: { createdAt: 'desc' },
    take: 5,
  });
  return rows.map(({ id, createdAt, userAgent }) => ({
    id,
    at: createdAt.toISOString(),
    userAgent,
    current: actor.via.kind === 'session' && actor.via.id === id,
  }));
}

async function departmentFigures(db: Db, actor: Person): Promise<DepartmentFigures[]> {
  const rows = await db.department.findMany({
    where: { AND: [reachFragments(actor, 'department.view').departments, { active: true }] },
    select: { id: true, code: true, name: true, _count: { select: { members: true } } },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ _count, ...row }) => ({
    ...row,
    people: _count.members,
    isOwn: actor.departmentIds.includes(row.id),
  }));
}

async function peopleFigures(db: Db, actor: Person, now: Date): Promise<PeopleFigures> {
  const countyId = actor.county?.id ?? '';
  // One pass over the county's people; FILTER counts each kind.
  const [counted] = await db.$queryRaw<
    [{ total: bigint; recent: bigint; unconfirmed: bigint; inactive: bigint; today: bigint }]
  >`
    select count(*) as total, count(*) filter (where "createdAt" > ${new Date(now.getTime() - 7 * DAY)}) as recent,
      count(*) filter (where "confirmedAt" is null) as unconfirmed, count(*) filter (where not "active") as inactive,
      count(*) filter (where "currentLoginAt" > ${new Date(now.getTime() - DAY)}) as today
    from "User" where "countyId" = ${countyId}`;
  const failedSignIns = await db.auditEvent.count({
    where: {
      countyId,
      event: 'accounts.signIn',
      outcome: 'failed',
      at: { gt: new Date(now.getTime() - DAY) },
    },
  });
  return {
    total: Number(counted.total),
    newThisWeek: Number(counted.recent),
    notConfirmed: Number(counted.unconfirmed),
    inactive: Number(counted.inactive),
    signedInToday: Number(counted.today),
    failedSignIns,
  };
}

async function countyFigures(db: Db, now: Date): Promise<CountyFigures[]> {
  const rows = await db.$queryRaw<
    { id: string; code: string; name: string; active: boolean; people: bigint; recent: bigint }[]
  >`
    select c."id", c."code", c."name", c."active", count(u."id") as people,
      count(u."id") filter (where u."createdAt" > ${new Date(now.getTime() - 7 * DAY)}) as recent
    from "County" c left join "User" u on u."countyId" = c."id" group by c."id" order by c."name"`;
  return rows.map(({ people, recent, ...row }) => ({
    ...row,
    people: Number(people),
    newThisWeek: Number(recent),
  }));
}

async function recentEvents(db: Db, actor: Person): Promise<RecentEvent[]> {
  const rows = await db.auditEvent.findMany({
    where: actor.county ? { countyId: actor.county.id } : {},
    orderBy: { at: 'desc' },
    take: 8,
    select: { id: true, at: true, event: true, outcome: true, actorEmail: true, after: true },
  });
  return rows.map(({ at, actorEmail, after, ...row }) => ({
    ...row,
    at: at.toISOString(),
    // Who signs in is nobody yet while it is recorded: the address they gave says who.
    actor: actorEmail ?? AddressGiven.safeParse(after).data?.email ?? null,
  }));
}
