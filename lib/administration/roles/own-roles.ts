import 'server-only';
import type { Db, Person, ReachFragments } from '@/lib/kernel';
import { skeleton } from '@/lib/shared/skeleton';
import type { MessageKey } from '@/messages/keys';
import { isBuiltInName } from './policy';
import { type GivenPermission, MAX_OWN_ROLES } from './schema';
import type { RoleRow } from './view';

/** The columns and permissions that a view needs. */
export const roleColumns = {
  id: true,
  countyId: true,
  name: true,
  description: true,
  builtIn: true,
  version: true,
  permissions: { select: { permission: true, reach: true } },
} as const;

/** A role that the actor's permission covers, or null. */
export async function findRole(
  db: Db,
  reach: ReachFragments,
  roleId: string,
): Promise<(RoleRow & { countyId: string | null }) | null> {
  return db.role.findFirst({ where: { AND: [{ id: roleId }, reach.county] }, select: roleColumns });
}

/**
 * Puts those who define roles of a county in a row: whoever comes second sees what the first wrote. It does not hold up
 * giving and taking roles.
 */
export async function lockDefinitions(db: Db, countyId: string): Promise<void> {
  await db.$queryRaw`
    select "id" from "Role" where "countyId" = ${countyId} and "builtIn" order by "id" for no key update`;
}

/** Why a role of the county cannot bear this name, as a message key; null when it can. After `lockDefinitions`. */
export async function whyNotName(
  db: Db,
  countyId: string,
  name: string,
  ownId?: string,
): Promise<MessageKey | null> {
  if (isBuiltInName(name)) return 'errors.role.builtInName';
  const others = await db.role.findMany({ where: { countyId }, select: { id: true, name: true } });
  const isTaken = others.some((role) => role.id !== ownId && skeleton(role.name) === skeleton(name));
  return isTaken ? 'errors.role.nameTaken' : null;
}

/** Whether the county has as many own roles as it may have. After `lockDefinitions`. */
export async function isFull(db: Db, countyId: string): Promise<boolean> {
  return (await db.role.count({ where: { countyId, builtIn: false } })) >= MAX_OWN_ROLES;
}

/** Writes what a role gives, in the place of what it gave. */
export async function writePermissions(
  db: Db,
  role: { id: string; countyId: string },
  permissions: readonly GivenPermission[],
): Promise<void> {
  await db.rolePermission.deleteMany({ where: { countyId: role.countyId, roleId: role.id } });
  await db.rolePermission.createMany({
    data: permissions.map(({ name, reach }) => ({
      countyId: role.countyId,
      roleId: role.id,
      permission: name,
      reach,
    })),
  });
}

/** Whether somebody holds a role. */
export async function holds(db: Db, actor: Pick<Person, 'id'>, roleId: string): Promise<boolean> {
  return (await db.userRole.count({ where: { userId: actor.id, roleId } })) > 0;
}

/** Permissions as the audit trail keeps them: "user.view: county". */
export function inWords(permissions: readonly GivenPermission[]): string[] {
  return permissions.map(({ name, reach }) => `${name}: ${reach}`);
}
