import { covers, isPermission, type Permission, type Reach } from './permissions';
import { builtInRoles, givesRoles, isRoleName } from './roles';

/** What the rules of granting need to know of whoever grants. */
export type Granter = { id: string; roles: readonly string[]; grants: ReadonlyMap<Permission, Reach> };

/** A role as granting sees it: its name, and for a county's own what it gives. */
export type GrantedRole = { name: string; builtIn: boolean; permissions: readonly [string, string][] };

/** What a role gives: built-in ones by this version of the portal, a county's own by their rows. */
export function givenBy(role: GrantedRole): [Permission, Reach][] {
  const pairs =
    role.builtIn && isRoleName(role.name) ? Object.entries(builtInRoles[role.name]) : role.permissions;
  return pairs.filter((pair): pair is [Permission, Reach] => isPermission(pair[0]));
}

/** What somebody may do about others. What reaches the own account alone is everybody's, and gives nobody more. */
const aboutOthers = (given: readonly [Permission, Reach][]) => given.filter(([, reach]) => reach !== 'own');

/**
 * Whether somebody holds everything that a set of permissions gives, so that they may give it on. "The own departments"
 * are other departments in other hands: who gives that must hold the whole county.
 */
export function holdsAll(granter: Pick<Granter, 'grants'>, given: readonly [Permission, Reach][]): boolean {
  return aboutOthers(given).every(([permission, reach]) =>
    covers(granter.grants.get(permission), reach === 'department' ? 'county' : reach),
  );
}

/**
 * Why somebody may not give or take a role, as a message key; null when they may. Nobody grants more than they hold;
 * a System Administrator grants County Admin alone, and what a County Admin grants is in `givesRoles`.
 */
export function whyNotGrant(granter: Granter, role: GrantedRole): string | null {
  const listed = granter.roles
    .filter(isRoleName)
    .some((name) => role.builtIn && (givesRoles[name] as readonly string[]).includes(role.name));
  if (listed) return null;
  if (granter.roles.includes('System Administrator')) return 'errors.role.notYours';
  return holdsAll(granter, givenBy(role)) ? null : 'errors.role.notYours';
}

/**
 * Why somebody may not change another person (their roles, whether they are active, their sessions), as a message key;
 * null when they may. Whoever holds more than oneself is out of reach: a role that may deactivate people must not end
 * its own supervisors.
 */
export function whyNotManage(
  granter: Granter,
  person: { id: string; roles: readonly GrantedRole[] },
): string | null {
  // They run the county, or every one, whatever roles it makes for itself.
  if (granter.roles.includes('System Administrator') || granter.roles.includes('County Admin')) return null;
  const isWithin = (role: GrantedRole) =>
    aboutOthers(givenBy(role)).every(([permission, reach]) => covers(granter.grants.get(permission), reach));
  return person.roles.every(isWithin) ? null : 'errors.user.holdsMore';
}
