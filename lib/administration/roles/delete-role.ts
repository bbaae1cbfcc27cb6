import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { findRole, holds, inWords, lockDefinitions } from './own-roles';
import { whyFixed, whyNotChange } from './policy';
import { DeleteRole } from './schema';
import { permissionsOf } from './view';

/**
 * Deletes a county's own role that nobody holds. Whoever gives it at the same moment comes first or not at all: the row
 * is locked before its holders are counted.
 */
export const deleteRole = useCase({
  name: 'administration.deleteRole',
  input: DeleteRole,
  access: 'role.manage',
  fresh: true,
  audit: ({ roleId }) => ({ entity: 'role', id: roleId }),
  run: async ({ db, actor, reach, note }, { roleId, version }) => {
    const countyId = (await findRole(db, reach, roleId))?.countyId;
    if (!countyId) return fail('not_found', 'errors.role.gone');
    note({ county: countyId });
    await lockDefinitions(db, countyId);
    await db.$queryRaw`select "id" from "Role" where "id" = ${roleId} and not "builtIn" for update`;
    const role = await findRole(db, reach, roleId);
    if (!role) return fail('not_found', 'errors.role.gone');
    const fixed = whyFixed(role);
    if (fixed) return fail('conflict', fixed);
    const permissions = permissionsOf(role);
    const notTheirs = whyNotChange(actor, { permissions, isTheirs: await holds(db, actor, roleId) });
    if (notTheirs) return fail('forbidden', notTheirs);
    if (version !== undefined && role.version !== version)
      return fail('conflict', 'errors.form.changedMeanwhile');
    const holders = await db.userRole.count({ where: { countyId, roleId } });
    if (holders > 0) return fail('conflict', 'errors.role.inUse', { values: { holders } });
    await db.role.delete({ where: { id: roleId } });
    note({
      before: { name: role.name, description: role.description, permissions: inWords(permissions) },
    });
    return done({ id: roleId });
  },
});
