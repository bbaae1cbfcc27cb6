import 'server-only';
import { done, fail, fullName, useCase } from '@/lib/kernel';
import { findRole, holds } from './own-roles';
import { whyFixed, whyNotChange } from './policy';
import { type RoleDetail, type RoleHolder, RoleOnly } from './schema';
import { permissionsOf, roleView } from './view';

/** One role for its page: what it permits, how many hold it, and whether the reader may change it. */
export const getRoleDetail = useCase({
  name: 'administration.getRoleDetail',
  input: RoleOnly,
  access: 'role.view',
  audit: 'none',
  run: async ({ db, actor, reach }, { roleId }) => {
    const role = await findRole(db, reach, roleId);
    if (!role) return fail('not_found', 'errors.role.gone');
    const mayManage = actor.grants.has('role.manage') && actor.county?.id === role.countyId;
    const detail: RoleDetail = {
      role: roleView(role),
      holders: await db.userRole.count({ where: { countyId: role.countyId, roleId } }),
      whyNotChange:
        whyFixed(role) ??
        (mayManage ? null : 'errors.access.notAllowed') ??
        whyNotChange(actor, {
          permissions: permissionsOf(role),
          isTheirs: await holds(db, actor, roleId),
        }),
    };
    return done(detail);
  },
});

/** Most holders that a role's page names; the list of people has them all. */
export const MAX_HOLDERS_NAMED = 20;

/** Some of a role's holders, as far as the reader may see people, by name. */
export const listRoleHolders = useCase({
  name: 'administration.listRoleHolders',
  input: RoleOnly,
  access: 'user.view',
  audit: 'none',
  reads: ({ roleId }) => ({ entity: 'role', id: roleId }),
  run: async ({ db, actor, reach, note }, { roleId }) => {
    const role = await db.role.findFirst({
      where: { id: roleId, ...(actor.county ? { countyId: actor.county.id } : {}) },
      select: { countyId: true },
    });
    if (!role) return fail('not_found', 'errors.role.gone');
    note({ county: role.countyId });
    const rows = await db.userRole.findMany({
      where: { countyId: role.countyId, roleId, user: reach.users.where },
      select: { user: { select: { id: true, firstName: true, lastName: true, email: true, active: true } } },
      take: MAX_HOLDERS_NAMED,
    });
    const holders: RoleHolder[] = rows.flatMap(({ user }) =>
      user ? [{ id: user.id, name: fullName(user), email: user.email, active: user.active }] : [],
    );
    return done({ holders: holders.sort((a, b) => a.name.localeCompare(b.name)) });
  },
});
