import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { writeCursor } from '@/lib/shared/paging';
import { findRole, roleColumns } from './own-roles';
import { ListRoles, RoleOnly, RolePage, RoleView } from './schema';
import { roleView } from './view';

/** The roles of the county (for a System Administrator: of every county) with what they permit, by name. */
export const listRoles = useCase({
  name: 'administration.listRoles',
  input: ListRoles,
  output: RolePage,
  access: 'role.view',
  audit: 'none',
  run: async ({ db, reach }, { page, perPage, sort, cursor }) => {
    const order = sort.startsWith('-') ? 'desc' : 'asc';
    const beyond = order === 'asc' ? 'gt' : 'lt';
    const [of, name, id] = cursor ?? [];
    if (cursor && (of !== sort || name === undefined || id === undefined || cursor.length > 3))
      return fail('invalid', 'errors.page.cursor', { fields: { cursor: ['errors.page.cursor'] } });
    const after = cursor ? { OR: [{ name: { [beyond]: name } }, { name, id: { [beyond]: id } }] } : {};
    const rows = await db.role.findMany({
      where: { AND: [reach.county, after] },
      select: roleColumns,
      orderBy: [{ name: order }, { id: order }],
      skip: cursor ? 0 : (page - 1) * perPage,
      take: perPage + 1,
    });
    const items = rows.slice(0, perPage);
    const last = items.at(-1);
    return done({
      items: items.map(roleView),
      page: cursor ? null : page,
      perPage,
      total: cursor ? null : await db.role.count({ where: reach.county }),
      nextCursor: last && rows.length > perPage ? writeCursor([sort, last.name, last.id]) : null,
    });
  },
});

/** One role with what it permits. */
export const getRole = useCase({
  name: 'administration.getRole',
  input: RoleOnly,
  output: RoleView,
  access: 'role.view',
  audit: 'none',
  run: async ({ db, reach }, { roleId }) => {
    const role = await findRole(db, reach, roleId);
    return role ? done(roleView(role)) : fail('not_found', 'errors.role.gone');
  },
});
