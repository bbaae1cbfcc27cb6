import 'server-only';
import { z } from 'zod';
import { currentMembership, type Db, done, type Person, reachFragments, useCase } from '@/lib/kernel';

const DAY = 86_400_000;

const AddressGiven = z.object({ email: z.string() });

export type RecentSession = { id: string; at: string; userAgent: string; current: boolean };
export type DepartmentFigures = { id: string; code: string; name: string; people: number; isOwn: boolean };
/** Figures of a county's people, each of which is a list of people too, except those who wait: they are none yet. */
export type PeopleFigures = {
  total: number;
  newThisWeek: number;
  notConfirmed: number;
  inactive: number;
  /** Invited, and no password chosen yet. */
  invited: number;
  /** Registrations whose link was not opened yet. */
  waiting: number;
  signedInToday: number;
};
export type CountyFigures = {
  id: string;
  code: string;
  name: string;
  active: boolean;
  people: number;
  invited: number;
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
  /** Of the last day: wrong passwords for known accounts. */
  failedSignIns: number | null;
  counties: CountyFigures[] | null;
  events: RecentEvent[] | null;
  /** When the last day of these figures began. */
  since: string;
};

/**
 * What each person should see first, by what they may do rather than by their role: the own sign-ins, the own
 * departments, the county's people and events, the counties. No figure counts more rows than it names.
 */
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
        actor.county && actor.grants.has('department.view') ? await departmentFigures(db, actor, now) : null,
      people:
        actor.county && actor.grants.get('user.view') === 'county'
          ? await peopleFigures(db, actor, now)
          : null,
      failedSignIns: actor.grants.has('audit.view') ? await failedSignIns(db, actor, now) : null,
      counties: actor.grants.has('county.view') ? await countyFigures(db, now) : null,
      events: actor.grants.has('audit.view') ? await recentEvents(db, actor, now) : null,
      since: new Date(now.getTime() - DAY).toISOString(),
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

async function departmentFigures(db: Db, actor: Person, now: Date): Promise<DepartmentFigures[]> {
  const rows = await db.department.findMany({
    where: { AND: [reachFragments(actor, 'department.view', now).departments, { active: true }] },
    select: {
      id: true,
      code: true,
      name: true,
      _count: {
        select: { members: { where: { ...currentMembership(now), user: { active: true } } } },
      },
    },
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
  const kept = await db.peopleFigures.findUnique({ where: { countyId } });
  return {
    total: kept?.total ?? 0,
    inactive: kept?.inactive ?? 0,
    notConfirmed: kept?.unconfirmed ?? 0,
    invited: kept?.invited ?? 0,
    newThisWeek: await db.user.count({
      where: { countyId, createdAt: { gt: new Date(now.getTime() - 7 * DAY) } },
    }),
    signedInToday: await db.user.count({
      where: { countyId, currentLoginAt: { gt: new Date(now.getTime() - DAY) } },
    }),
    waiting: await db.pendingRegistration.count({ where: { countyId, expiresAt: { gt: now } } }),
  };
}

async function failedSignIns(db: Db, actor: Person, now: Date): Promise<number> {
  return db.auditEvent.count({
    where: {
      ...reachFragments(actor, 'audit.view', now).county,
      event: 'accounts.signIn',
      outcome: 'failed',
      at: { gt: new Date(now.getTime() - DAY) },
    },
  });
}

async function countyFigures(db: Db, now: Date): Promise<CountyFigures[]> {
  const rows = await db.$queryRaw<(Omit<CountyFigures, 'newThisWeek'> & { recent: bigint })[]>`
    select c."id", c."code", c."name", c."active", coalesce(f."total", 0) as people,
      coalesce(f."invited", 0) as invited,
      (select count(*) from "User" u
        where u."countyId" = c."id" and u."createdAt" > ${new Date(now.getTime() - 7 * DAY)}) as recent
    from "County" c left join "PeopleFigures" f on f."countyId" = c."id" order by c."name", c."code"`;
  return rows.map(({ recent, ...row }) => ({ ...row, newThisWeek: Number(recent) }));
}

async function recentEvents(db: Db, actor: Person, now: Date): Promise<RecentEvent[]> {
  const rows = await db.auditEvent.findMany({
    where: reachFragments(actor, 'audit.view', now).county,
    orderBy: { at: 'desc' },
    take: 8,
    select: { id: true, at: true, event: true, outcome: true, actorEmail: true, after: true },
  });
  return rows.map(({ at, actorEmail, after, ...row }) => ({
    ...row,
    at: at.toISOString(),
    // Whoever failed to sign in, or asked for a link, is nobody yet: the address they gave says more.
    actor: actorEmail ?? AddressGiven.safeParse(after).data?.email ?? null,
  }));
}
