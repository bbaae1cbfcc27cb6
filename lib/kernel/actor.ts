import 'server-only';
import { fartherReach, isPermission, type Permission, type Reach, reaches } from '@/lib/access/permissions';
import { builtInRoles, isRoleName } from '@/lib/access/roles';

/** Who acts: somebody who asks, or the system by itself. */
export type Actor = Caller | System;

/** Who asks. Made by lib/identity at every request from the database, never from a cookie's content. */
export type Caller = Stranger | Person;

/**
 * The portal itself, doing what is due, or a command of whoever runs it. Only lib/jobs makes one; no way in leads to it.
 */
export type System = { kind: 'system'; job: string; by?: typeof OPERATOR };

export type Stranger = { kind: 'stranger' };

export type Person = {
  kind: 'person';
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  locale: string;
  createdAt: Date;
  confirmedAt: Date | null;
  /** Null for a System Administrator. */
  county: { id: string; code: string; name: string; settings: unknown } | null;
  roles: string[];
  departmentIds: string[];
  /** What the person may do, and how far. */
  grants: ReadonlyMap<Permission, Reach>;
  isStaff: boolean;
  /** Whether a second factor is asked of them at every sign-in. */
  hasFactor: boolean;
  /** They must have one (their county's rule, or the portal's) and have none: only what leads to one is open. */
  lacksFactor: boolean;
  via:
    | {
        kind: 'session';
        id: string;
        freshUntil: Date | null;
        /** Whether a second factor or a passkey made it fresh. */
        freshByFactor: boolean;
        idleEnd: Date;
        expiresAt: Date;
      }
    | { kind: 'token'; id: string /** It was not used yet today. */; firstToday?: boolean }
    /** A county's service token: no person behind it, so nothing of a person (own account, dashboard) is granted. */
    | { kind: 'service'; id: string; firstToday?: boolean };
};

export const stranger: Stranger = { kind: 'stranger' };

/** How the trail calls the system: no id of a person, no address. Pages say it in words. */
export const SYSTEM = 'system';

/** The same, of who runs the portal and acts by a command. */
export const OPERATOR = 'operator';

export type RoleRow = { name: string; builtIn: boolean; permissions: [string, string][] };

/**
 * The union of what the roles give, each permission with its farthest reach. Rows that name a permission or reach
 * this version does not know give nothing.
 */
export function grantsOf(roles: readonly RoleRow[], scopes?: readonly string[]): Map<Permission, Reach> {
  const grants = new Map<Permission, Reach>();
  for (const role of roles) {
    const pairs =
      role.builtIn && isRoleName(role.name) ? Object.entries(builtInRoles[role.name]) : role.permissions;
    for (const [permission, reach] of pairs) {
      if (!isPermission(permission) || !(reaches as readonly string[]).includes(reach)) continue;
      if (scopes?.length && !scopes.includes(permission)) continue;
      const held = grants.get(permission);
      grants.set(permission, held ? fartherReach(held, reach as Reach) : (reach as Reach));
    }
  }
  return grants;
}

/** "First Last", or the address where no name was given. */
export function fullName(person: { firstName: string; lastName: string; email: string }): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email;
}

/** The county that the wall opens for somebody: their own, or every one (`*`) for who belongs to none. */
export function wallOf(countyId: string | null | undefined): string {
  return countyId ?? '*';
}
