import 'server-only';
import { type Area, type Look, reachFragments } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';

/** The parts of the administration that this domain keeps. */
export const areas = [
  {
    name: 'counties',
    permission: 'county.view',
    href: paths.counties.list(),
    place: 10,
    figure: ({ db }) => db.county.count(),
  },
  { name: 'people', permission: 'user.view', href: paths.people.list(), place: 20, figure: peopleWithin },
  {
    name: 'departments',
    permission: 'department.manage',
    href: paths.departments.list(),
    place: 30,
    figure: ({ db, actor, now }) => {
      const { departments } = reachFragments(actor, 'department.manage', now);
      return db.department.count({ where: { AND: [departments, { active: true }] } });
    },
  },
  { name: 'roles', permission: 'role.view', href: paths.roles.list(), place: 40, figure: ownRoles },
  {
    name: 'tokens',
    permission: 'token.manage',
    href: paths.serviceTokens.list(),
    place: 60,
    ofOneCounty: true,
    figure: ({ db, actor, now }) =>
      db.apiToken.count({
        where: { countyId: actor.county?.id ?? '', userId: null, revokedAt: null, expiresAt: { gt: now } },
      }),
  },
  {
    name: 'settings',
    permission: 'county.update',
    href: paths.counties.settings(),
    place: 70,
    ofOneCounty: true,
  },
] as const satisfies readonly Area[];

/** By the figures that are kept of whole counties: they say nothing to who sees some departments. */
async function peopleWithin({ db, actor, now }: Look): Promise<number | null> {
  if (actor.grants.get('user.view') === 'department') return null;
  const { county } = reachFragments(actor, 'user.view', now);
  const { _sum } = await db.peopleFigures.aggregate({ where: county, _sum: { total: true } });
  return _sum.total ?? 0;
}

/** Of every county together they are a number that says nothing. */
async function ownRoles({ db, actor: { county } }: Look): Promise<number | null> {
  return county ? db.role.count({ where: { countyId: county.id, builtIn: false } }) : null;
}
