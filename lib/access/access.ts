import { fartherReach, type Permission, type Reach } from './permissions';

/**
 * Who may run a use case: anybody, whoever is signed in (a program's token too), holders of a permission, or holders
 * of any one of several.
 */
export type Access = 'public' | 'signed-in' | Permission | readonly [Permission, ...Permission[]];

/** The permissions of which one is asked for; none for what is public, or for everybody who is signed in. */
export function permissionsOf(access: Access): readonly Permission[] {
  if (access === 'public' || access === 'signed-in') return [];
  return typeof access === 'string' ? [access] : access;
}

/** Whether somebody who is signed in and was given these permissions has access. */
export function opens(grants: { has(permission: Permission): boolean }, access: Access): boolean {
  const permissions = permissionsOf(access);
  return permissions.length === 0 || permissions.some((permission) => grants.has(permission));
}

/** How far that access goes: the farthest reach of the permissions that open it; undefined where none does. */
export function reachOf(grants: ReadonlyMap<Permission, Reach>, access: Access): Reach | undefined {
  return permissionsOf(access)
    .flatMap((permission) => grants.get(permission) ?? [])
    .reduce<Reach | undefined>((far, reach) => (far ? fartherReach(far, reach) : reach), undefined);
}
