import 'server-only';
import { forbidden, redirect } from 'next/navigation';
import type { Permission } from '@/lib/access/permissions';
import type { RoleName } from '@/lib/access/roles';
import type { Person } from '@/lib/kernel/actor';
import { paths } from '@/lib/shared/paths';
import { isUnknown, pageActor, portalAway, signInPath } from './page';

/**
 * Guards of pages by role or permission: the lesson's `roles_required` and its exercise 2, for pages that are for fewer
 * people than the use case they lead to. All others are guarded by that use case: guard.ts.
 */

/** Whoever holds this permission, by whichever role; others who are signed in get the 403 page. */
export async function requirePermission(permission: Permission): Promise<Person> {
  const actor = await signedIn();
  if (!actor.grants.has(permission)) forbidden();
  return actor;
}

/** Whoever holds this role; others who are signed in get the 403 page. */
export async function requireRole(role: RoleName): Promise<Person> {
  return requireAnyRole([role]);
}

/** Whoever holds one of these roles. */
export async function requireAnyRole(roles: readonly RoleName[]): Promise<Person> {
  const actor = await signedIn();
  if (!holdsAnyRole(actor, roles)) forbidden();
  return actor;
}

/** Whoever holds this role within a county; a System Administrator, who is in none, gets the 403 page. */
export async function requireCountyRole(
  role: RoleName,
): Promise<Person & { county: NonNullable<Person['county']> }> {
  const actor = await requireRole(role);
  const { county } = actor;
  if (!county) forbidden();
  return { ...actor, county };
}

/** The rule behind the guards. */
export function holdsAnyRole(actor: Pick<Person, 'roles'>, roles: readonly RoleName[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}

/** Strangers are led to the sign-in page and back; whoever must set up a second factor, to where they can. */
async function signedIn(): Promise<Person> {
  const actor = await pageActor();
  if (isUnknown(actor)) portalAway();
  if (actor.kind !== 'person') redirect(await signInPath());
  if (actor.lacksFactor) redirect(paths.factors.show());
  return actor;
}
