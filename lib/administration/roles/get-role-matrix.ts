import 'server-only';
import { countyRoleNames } from '@/lib/access/roles';
import { done, useCase } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
import { roleColumns } from './own-roles';
import type { RoleColumn } from './schema';
import { roleView } from './view';

/** The built-in roles as they grow, a county's own, and last the one that stands above the counties. */
function placeOf(role: { name: string; builtIn: boolean }): number {
  const place = (countyRoleNames as readonly string[]).indexOf(role.name);
  if (!role.builtIn) return countyRoleNames.length;
  return place < 0 ? countyRoleNames.length + 1 : place;
}

/**
 * Who can do what: the built-in roles, from the one that may least to the one that may most, and then the county's own
 * by name, each with how many hold it. For a System Administrator the roles that no county made.
 */
export const getRoleMatrix = useCase({
  name: 'administration.getRoleMatrix',
  input: Nothing,
  access: 'role.view',
  audit: 'none',
  run: async ({ db, actor, reach }) => {
    const countyId = actor.county?.id;
    const rows = await db.role.findMany({
      where: countyId ? reach.county : { builtIn: true },
      select: roleColumns,
      orderBy: { name: 'asc' },
      // Every county has its own rows of the built-in roles, which say the same.
      ...(countyId ? {} : { distinct: ['name'] }),
    });
    const counted = countyId
      ? await db.userRole.groupBy({ by: ['roleId'], where: { countyId }, _count: true })
      : null;
    const holdersOf = (id: string) => counted && (counted.find((row) => row.roleId === id)?._count ?? 0);
    const columns: RoleColumn[] = rows
      .map((row) => ({ ...roleView(row), holders: holdersOf(row.id) }))
      .sort((a, b) => placeOf(a) - placeOf(b));
    return done({ roles: columns });
  },
});
