import 'server-only';
import { currentMembership, type Look, reachFragments } from '@/lib/kernel';

const DAY = 86_400_000;

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

/** The departments that somebody works with, and how many people work there now. */
export async function departmentsPanel({ db, actor, now }: Look): Promise<DepartmentFigures[] | null> {
  if (!actor.county || !actor.grants.has('department.view')) return null;
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

/** Figures of the county's people, for who sees all of them. */
export async function peoplePanel({ db, actor, now }: Look): Promise<PeopleFigures | null> {
  if (!actor.county || actor.grants.get('user.view') !== 'county') return null;
  const countyId = actor.county.id;
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

/** Every county and its figures. */
export async function countiesPanel({ db, actor, now }: Look): Promise<CountyFigures[] | null> {
  if (!actor.grants.has('county.view')) return null;
  const rows = await db.$queryRaw<(Omit<CountyFigures, 'newThisWeek'> & { recent: bigint })[]>`
    select c."id", c."code", c."name", c."active", coalesce(f."total", 0) as people,
      coalesce(f."invited", 0) as invited,
      (select count(*) from "User" u
        where u."countyId" = c."id" and u."createdAt" > ${new Date(now.getTime() - 7 * DAY)}) as recent
    from "County" c left join "PeopleFigures" f on f."countyId" = c."id" order by c."name", c."code"`;
  return rows.map(({ recent, ...row }) => ({ ...row, newThisWeek: Number(recent) }));
}
