import 'server-only';
import { done, reachFragments, useCase } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';

const DAY = 86_400_000;

/** The parts of the administration, by the permission that opens each; a figure where one is cheap to have. */
export type AdministrationPart =
  | { part: 'people'; figure: number | null }
  | { part: 'departments'; figure: number }
  | { part: 'roles'; figure: number | null }
  | { part: 'audit'; figure: number }
  | { part: 'tokens'; figure: number }
  | { part: 'settings'; figure: null }
  | { part: 'counties'; figure: number };

/** What the person may administer, and where it stands. */
export const getAdministration = useCase({
  name: 'reporting.getAdministration',
  input: Nothing,
  access: 'dashboard.view',
  audit: 'none',
  run: async ({ db, actor, now }) => {
    const { grants, county } = actor;
    const parts: AdministrationPart[] = [];
    const countyOf = (permission: Parameters<typeof reachFragments>[1]) =>
      reachFragments(actor, permission, now).county;
    if (grants.has('county.view')) parts.push({ part: 'counties', figure: await db.county.count() });
    if (grants.has('user.view')) {
      const isAll = grants.get('user.view') !== 'department';
      const { _sum } = await db.peopleFigures.aggregate({
        where: countyOf('user.view'),
        _sum: { total: true },
      });
      parts.push({ part: 'people', figure: isAll ? (_sum.total ?? 0) : null });
    }
    if (grants.has('department.manage'))
      parts.push({
        part: 'departments',
        figure: await db.department.count({
          where: { AND: [reachFragments(actor, 'department.manage', now).departments, { active: true }] },
        }),
      });
    if (grants.has('role.view'))
      parts.push({
        part: 'roles',
        // Of every county together they are a number that says nothing.
        figure: county ? await db.role.count({ where: { countyId: county.id, builtIn: false } }) : null,
      });
    if (grants.has('audit.view'))
      parts.push({
        part: 'audit',
        figure: await db.auditEvent.count({
          where: { ...countyOf('audit.view'), at: { gt: new Date(now.getTime() - DAY) } },
        }),
      });
    if (county && grants.has('token.manage'))
      parts.push({
        part: 'tokens',
        figure: await db.apiToken.count({
          where: { countyId: county.id, userId: null, revokedAt: null, expiresAt: { gt: now } },
        }),
      });
    if (county && grants.has('county.update')) parts.push({ part: 'settings', figure: null });
    return done({ parts });
  },
});
