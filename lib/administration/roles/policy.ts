import { type Granter, holdsAll } from '@/lib/access/granting';
import { covers, needs, type Permission, permissionNames, type Reach } from '@/lib/access/permissions';
import { builtInRoles, defaultRole, isRoleName, type RoleName, roleNames } from '@/lib/access/roles';
import { foldWithoutSpaces } from '@/lib/shared/fold';
import { skeleton } from '@/lib/shared/skeleton';
import { keyOf, type MessageKey } from '@/messages/keys';
import type { GivenPermission } from './schema';

/** How the pages call the built-in roles in the other languages; the test compares it with messages/. */
const namesElsewhere: Record<RoleName, readonly string[]> = {
  Citizen: ['Residente'],
  'Department Officer': ['Funcionario de departamento'],
  'County Admin': ['Administrador del condado'],
  'System Administrator': ['Administrador del sistema'],
};

const called = roleNames.flatMap((role) =>
  [role, ...namesElsewhere[role]].map((name): [string, RoleName] => [name, role]),
);
const bySpelling = new Map(called.map(([name, role]) => [foldWithoutSpaces(name), role]));
const bySkeleton = new Set(called.map(([name]) => skeleton(name)));

/** The built-in role that is called so, in any language. */
export function builtInCalled(name: string): RoleName | undefined {
  return bySpelling.get(foldWithoutSpaces(name));
}

/** Whether a name reads as a built-in role's, in any language: nobody is to mistake a county's own role for it. */
export function isBuiltInName(name: string): boolean {
  return bySkeleton.has(skeleton(name));
}

/** What everybody who signs in may do; every role of a county gives it. */
export const always: readonly GivenPermission[] = permissionNames.flatMap((name) => {
  const reach = builtInRoles[defaultRole][name];
  return reach ? [{ name, reach }] : [];
});

/** The permissions of a role as they are kept: what was chosen, and what everybody has. Sorted. */
export function completed(chosen: readonly GivenPermission[]): GivenPermission[] {
  const all = new Map([...always, ...chosen].map((pair) => [pair.name, pair]));
  return permissionNames.flatMap((name) => all.get(name) ?? []);
}

/** Whether a choice gives anything beyond what everybody has. */
export function givesSomething(chosen: readonly GivenPermission[]): boolean {
  return completed(chosen).length > always.length;
}

/**
 * Why a choice of permissions does not fit together, as message keys: one for each that leads nowhere, because what it
 * needs is not chosen, or not as far.
 */
export function whyNotTogether(chosen: readonly GivenPermission[]): MessageKey[] {
  const given = new Map(chosen.map(({ name, reach }) => [name, reach]));
  return chosen.flatMap(({ name, reach }) => {
    const needed = needs[name];
    return needed && !covers(given.get(needed), reach) ? [keyOf(`errors.role.needs.${name}`)] : [];
  });
}

/** Why somebody may not define a role that gives this, as a message key; null when they may. */
export function whyNotDefine(
  definer: Pick<Granter, 'grants'>,
  permissions: readonly GivenPermission[],
): MessageKey | null {
  const given = permissions.map(({ name, reach }): [Permission, Reach] => [name, reach]);
  return holdsAll(definer, given) ? null : 'errors.role.moreThanYours';
}

/** Why a role cannot be changed by anybody, as a message key; null when it can. */
export function whyFixed(role: { name: string; builtIn: boolean }): MessageKey | null {
  // A row that bears a built-in role's name is never taken for the county's own, whatever else it says.
  return role.builtIn || isRoleName(role.name) ? 'errors.role.builtIn' : null;
}

/**
 * Why somebody may not change or delete a county's own role, as a message key; null when they may. Nobody changes a
 * role that gives more than they hold, or one that they hold themselves.
 */
export function whyNotChange(
  definer: Pick<Granter, 'grants'>,
  role: { permissions: readonly GivenPermission[]; isTheirs: boolean },
): MessageKey | null {
  if (role.isTheirs) return 'errors.role.yourOwn';
  return whyNotDefine(definer, role.permissions) ? 'errors.role.exceedsYou' : null;
}
