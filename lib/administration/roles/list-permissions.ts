import 'server-only';
import { permissionNames, permissions } from '@/lib/access/permissions';
import { done, fail, question } from '@/lib/kernel';
import { writeCursor } from '@/lib/shared/paging';
import { ListPermissions, PermissionPage } from './schema';

/** Every permission of this version of the portal and what it lets its holder do, by name. */
export const listPermissions = question({
  name: 'administration.listPermissions',
  input: ListPermissions,
  output: PermissionPage,
  access: 'role.view',
  answer: (_context, { page, perPage, sort, cursor }) => {
    const names = [...permissionNames].sort();
    if (sort.startsWith('-')) names.reverse();
    const [of, after] = cursor ?? [];
    if (cursor && (of !== sort || after === undefined || cursor.length > 2))
      return fail('invalid', 'errors.page.cursor', { fields: { cursor: ['errors.page.cursor'] } });
    const isBeyond = (name: string) =>
      after === undefined || (sort.startsWith('-') ? name < after : name > after);
    const rest = names.filter(isBeyond).slice(cursor ? 0 : (page - 1) * perPage);
    const shown = rest.slice(0, perPage);
    const last = shown.at(-1);
    return done({
      items: shown.map((name) => ({ name, description: permissions[name].description })),
      page: cursor ? null : page,
      perPage,
      total: cursor ? null : names.length,
      nextCursor: last && rest.length > perPage ? writeCursor([sort, last]) : null,
    });
  },
});
