import 'server-only';
import { forbidden, redirect } from 'next/navigation';
import type { Permission } from '@/lib/access/permissions';
import type { RoleName } from '@/lib/access/roles';
import type { Person } from '@/lib/kernel/actor';
import { isFresh } from '@/lib/kernel/admit';
import { clock } from '@/lib/kernel/ports';
import { paths } from '@/lib/shared/paths';
import { currentPath, isUnknown, pageActor, portalAway, signInPath } from './page';

/**
 * Guards of pages: the lesson's `roles_required` and its exercise 2. Call them in page.tsx, never in a layout (a
 * layout is not rendered again on every navigation). They are never the only guard: each use case checks for itself.
 */

/**
 * Whoever is signed in; others are led to the sign-in page, or to its second step, and back. Whoever must set up a
 * second factor reaches only the pages that say `beforeFactor`.
 */
export async function requireSignIn({ beforeFactor = false } = {}): Promise<Person> {
  const actor = await pageActor();
  if (isUnknown(actor)) portalAway();
  if (actor.kind === 'stranger') redirect(await signInPath());
  if (actor.lacksFactor && !beforeFactor) redirect(paths.twoFactorSettings());
  return actor;
}

/** Whoever has proven lately who they are; others do so first (docs/security.md, "Sessions": ten minutes). */
export async function requireFreshSignIn(options?: { beforeFactor?: boolean }): Promise<Person> {
  const actor = await requireSignIn(options);
  if (!isFresh(actor, clock().now())) redirect(paths.reauthenticate(await currentPath()));
  return actor;
}

/** Whoever holds this permission, by whichever role; others who are signed in get the 403 page. */
export async function requirePermission(permission: Permission): Promise<Person> {
  const actor = await requireSignIn();
  if (!actor.grants.has(permission)) forbidden();
  return actor;
}

/** Whoever holds this role; others who are signed in get the 403 page. */
export async function requireRole(role: RoleName): Promise<Person> {
  return requireAnyRole([role]);
}

/** Whoever holds one of these roles. */
export async function requireAnyRole(roles: readonly RoleName[]): Promise<Person> {
  const actor = await requireSignIn();
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
