import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { countySettings } from '@/lib/shared/county-settings';
import { ListMembers } from './schema';
import { memberView } from './view';
import { visibleTo } from './visible';

/** Rows of one page of a department's people. */
const PER_PAGE = 50;

/**
 * The people of a department, with their dates: who works there, who will, who did. Of a department that the caller may
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
        orderBy: [{ user: { lastName: 'asc' } }, { user: { firstName: 'asc' } }, { userId: 'asc' }],
        skip: (page - 1) * PER_PAGE,
        take: PER_PAGE,
      }),
    ]);
    const { timeZone } = countySettings(department.county.settings);
    return done({
      items: rows.map((row) => memberView(row, now, timeZone, actor)),
      page,
      perPage: PER_PAGE,
      total,
    });
  },
});
