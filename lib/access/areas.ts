import type { Permission } from './permissions';

/** Permissions that open a part of the administration besides the people, who have a place of their own. */
const opening: readonly Permission[] = [
  'department.manage',
  'role.view',
  'audit.view',
  'token.manage',
  'county.update',
  'county.view',
];

/** Whether the administration holds anything for somebody with these permissions. */
export function administersSomething(grants: ReadonlyMap<Permission, unknown>): boolean {
  return opening.some((permission) => grants.has(permission));
}
