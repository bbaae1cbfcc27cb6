import type { MessageKey } from '@/messages/keys';
import { covers, fartherReach, isPermission, type Permission, type Reach } from './permissions';
import { builtInRoles, givesRoles, isRoleName } from './roles';

/** What the rules of granting need to know of whoever grants. */
export type Granter = { id: string; roles: readonly string[]; grants: ReadonlyMap<Permission, Reach> };

/** A role as granting sees it: its name, and for a county's own what it gives. */
export type GrantedRole = { name: string; builtIn: boolean; permissions: readonly [string, string][] };

/** A role's row, with the rows of what it permits, as granting sees it. */
export function grantedRole(row: {
  name: string;
  builtIn: boolean;
  permissions: readonly { permission: string; reach: string }[];
}): GrantedRole {
  const { name, builtIn } = row;
  return { name, builtIn, permissions: row.permissions.map(({ permission, reach }) => [permission, reach]) };
}

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
export function whyNotGrant(granter: Granter, role: GrantedRole): MessageKey | null {
  const listed = granter.roles
    .filter(isRoleName)
    .some((name) => role.builtIn && (givesRoles[name] as readonly string[]).includes(role.name));
  if (listed) return null;
  if (granter.roles.includes('System Administrator')) return 'errors.role.notYours';
  return holdsAll(granter, givenBy(role)) ? null : 'errors.role.notYours';
}

/** Whether somebody runs the county, or every one, whatever roles it makes for itself. */
export function runsCounty({ roles }: Pick<Granter, 'roles'>): boolean {
  return roles.includes('System Administrator') || roles.includes('County Admin');
}

/**
 * Why somebody may not change another person (their roles, whether they are active, their sessions), as a message key;
 * null when they may. Whoever holds more than oneself is out of reach: a role that may deactivate people must not end
 * its own supervisors.
 */
export function whyNotManage(
  granter: Granter,
  person: { id: string; roles: readonly GrantedRole[] },
): MessageKey | null {
  if (runsCounty(granter)) return null;
  const isWithin = (role: GrantedRole) =>
    aboutOthers(givenBy(role)).every(([permission, reach]) => covers(granter.grants.get(permission), reach));
  return person.roles.every(isWithin) ? null : 'errors.user.holdsMore';
}

/** Whoever says in which departments people work. */
export type Placer = Granter & {
  /** Every role they hold: `grants` are only those of this request, which a token's scopes may narrow. */
  held: readonly GrantedRole[];
  /** The departments in which they work, or will. */
  departmentIds: readonly string[];
};

/** Why somebody may not change where this person works in either direction, as a message key; null when they may. */
export function whyNotOwnDepartments(granter: Granter, personId: string): MessageKey | null {
  return personId === granter.id && !runsCounty(granter) ? 'errors.user.ownDepartments' : null;
}

/**
 * Why somebody may not change in which departments a person works, as a message key; null when they may. `given` are
 * those in which the person shall work, or work longer; empty where departments are only taken. A department is what
 * the reach "department" covers, so giving one gives reach, to the person and to whoever reaches the department:
 *
 * - nobody but who runs the county changes their own departments;
 * - what a person's roles permit in their departments, the giver must hold in the whole county (see `holdsAll`);
 * - nobody brings people into a department that they reach because they work there.
 */
export function whyNotPlace(
  placer: Placer,
  person: { id: string; roles: readonly GrantedRole[] },
  given: readonly string[],
): MessageKey | null {
  if (runsCounty(placer)) return null;
  const own = whyNotOwnDepartments(placer, person.id);
  if (own || given.length === 0) return own;
  const gained = inDepartments(person.roles);
  if (gained.some((permission) => !covers(placer.grants.get(permission), 'county')))
    return 'errors.department.givesMore';
  const reachesPeople = inDepartments(placer.held).some((permission) => permission.startsWith('user.'));
  return reachesPeople && given.some((id) => placer.departmentIds.includes(id))
    ? 'errors.department.yourReach'
    : null;
}

/** The permissions that roles together give in the own departments and no farther. */
function inDepartments(roles: readonly GrantedRole[]): Permission[] {
  const farthest = new Map<Permission, Reach>();
  for (const [permission, reach] of roles.flatMap(givenBy))
    farthest.set(permission, fartherReach(farthest.get(permission) ?? reach, reach));
  return [...farthest].flatMap(([permission, reach]) => (reach === 'department' ? [permission] : []));
}
