import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { countySettings } from '@/lib/shared/county-settings';
import { ListMembers } from './schema';
import { memberView } from './view';
import { visibleTo } from './visible';

/** Rows of one page of a department's people. */
const PER_PAGE = 50;

/**
 * The people of a department, with their dates: who works there, who will, who did, and each time that they did. Of a department that the caller may
 * see, those people whom they may see, none where none of them is.
 */
export const listDepartmentMembers = useCase({
  name: 'administration.listDepartmentMembers',
  input: ListMembers,
  access: 'user.view',
  audit: 'none',
  reads: ({ departmentId, page }) => ({ entity: 'department', id: departmentId, after: { page } }),
  run: async ({ db, actor, reach, now, note }, { departmentId, page }) => {
    const department = await db.department.findFirst({
      where: { AND: [{ id: departmentId }, visibleTo(actor, now)] },
      include: { county: { select: { settings: true } } },
    });
    if (!department) return fail('not_found', 'errors.department.gone');
    note({ county: department.countyId });
    const where = { departmentId, user: reach.users.where };
    const [total, rows] = await Promise.all([
      db.userDepartment.count({ where }),
      db.userDepartment.findMany({
        where,
        select: {
          from: true,
          until: true,
          user: { select: { id: true, firstName: true, lastName: true, email: true, version: true } },
        },
        orderBy: [
          { user: { lastName: 'asc' } },
          { user: { firstName: 'asc' } },
          { userId: 'asc' },
          { from: 'desc' },
        ],
        skip: (page - 1) * PER_PAGE,
        take: PER_PAGE,
      }),
    ]);
    const { timeZone } = countySettings(department.county.settings);
    const last = await db.userDepartment.groupBy({
      by: ['userId'],
      where: { departmentId, userId: { in: rows.map(({ user }) => user.id) } },
      _max: { from: true },
    });
    const begins = new Map(last.map(({ userId, _max }) => [userId, _max.from?.getTime()]));
    return done({
      items: rows.map((row) => {
        const member = memberView(row, now, timeZone, actor);
        // Of somebody who came back, the earlier times are history.
        return { ...member, mayChange: member.mayChange && begins.get(member.userId) === row.from.getTime() };
      }),
      page,
      perPage: PER_PAGE,
      total,
    });
  },
});
