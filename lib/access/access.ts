import { fartherReach, type Permission, type Reach } from './permissions';

/** What is open, or closed, to everybody alike: no permission decides it. */
type Ungranted = 'public' | 'signed-in' | 'system';

/**
 * Who may run a use case: anybody, whoever is signed in (a program's token too), holders of a permission, holders of
 * any one of several; or the system alone, which no caller can be.
 */
export type Access = Ungranted | Permission | readonly [Permission, ...Permission[]];

/** The permissions of which one is asked for; none where no permission decides. */
export function permissionsOf(access: Access): readonly Permission[] {
  if (access === 'public' || access === 'signed-in' || access === 'system') return [];
  return typeof access === 'string' ? [access] : access;
}

/** Whether somebody who is signed in and was given these permissions has access. */
export function opens(grants: { has(permission: Permission): boolean }, access: Access): boolean {
  if (access === 'public' || access === 'signed-in') return true;
  return permissionsOf(access).some((permission) => grants.has(permission));
}

/** How far that access goes: the farthest reach of the permissions that open it; undefined where none does. */
export function reachOf(grants: ReadonlyMap<Permission, Reach>, access: Access): Reach | undefined {
  return permissionsOf(access)
    .flatMap((permission) => grants.get(permission) ?? [])
    .reduce<Reach | undefined>((far, reach) => (far ? fartherReach(far, reach) : reach), undefined);
}
