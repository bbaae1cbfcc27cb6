/** How far a permission goes, from near to far: which rows it covers. */
export const reaches = ['own', 'department', 'county', 'all'] as const;
export type Reach = (typeof reaches)[number];

type Described = {
  /** What it lets its holder do. */
  description: string;
  /** The reaches that a county's own role may give it with; none: only built-in roles have it. */
  grantable: readonly Reach[];
};

const everywhere = ['department', 'county'] as const;
const county = ['county'] as const;

/** Every permission of the portal. Pure data; names are `noun.verb`. */
export const permissions = {
  'account.manage': {
    description: 'See and change the own account: profile, password, sessions, tokens',
    grantable: ['own'],
  },
  'dashboard.view': { description: 'See the own dashboard', grantable: ['own'] },
  'user.view': { description: 'See people', grantable: everywhere },
  'user.invite': { description: 'Invite people, one by one or from a file', grantable: county },
  'user.update': { description: 'Change names and contact details of people', grantable: everywhere },
  'user.assign': { description: 'Give and take roles and departments', grantable: county },
  'user.deactivate': { description: 'Deactivate and reactivate people', grantable: everywhere },
  'user.recover': {
    description: 'Help people back in: end their sessions, send them a link for a new password',
    grantable: everywhere,
  },
  'user.export': { description: 'Export lists of people', grantable: everywhere },
  'department.view': { description: 'See departments', grantable: everywhere },
  'department.manage': { description: 'Create, change and deactivate departments', grantable: county },
  'role.view': { description: 'See roles and what they permit', grantable: county },
  'role.manage': { description: "Define the county's own roles", grantable: county },
  'audit.view': { description: 'See, export and verify the audit trail', grantable: county },
  'token.manage': { description: "Create and revoke the county's service tokens", grantable: county },
  'county.update': { description: "Change the county's settings", grantable: [] },
  'county.view': { description: 'See counties and their figures', grantable: [] },
  'county.manage': { description: 'Set up, change and deactivate counties', grantable: [] },
} as const satisfies Record<string, Described>;

export type Permission = keyof typeof permissions;

/**
 * What a permission leads nowhere without, at least as far: whoever changes something finds it first, and comes back to
 * it afterwards. A county's own role that gives the one gives the other.
 */
export const needs: Partial<Record<Permission, Permission>> = {
  'user.invite': 'user.view',
  'user.update': 'user.view',
  'user.assign': 'user.view',
  'user.deactivate': 'user.view',
  'user.recover': 'user.view',
  'user.export': 'user.view',
  'department.manage': 'department.view',
  'role.manage': 'role.view',
};

/** All names, in the order in which people read them. */
export const permissionNames = Object.keys(permissions) as Permission[];

/** The farther of two reaches: holding two roles never means less than holding one. */
export function fartherReach(a: Reach, b: Reach): Reach {
  return reaches.indexOf(a) >= reaches.indexOf(b) ? a : b;
}

/** Whether a reach covers at least what another covers. */
export function covers(held: Reach | undefined, wanted: Reach): boolean {
  return held !== undefined && reaches.indexOf(held) >= reaches.indexOf(wanted);
}

/** Whether a service token may carry a permission: one that a county gives, and that is about the whole county. */
export function isServiceScope(name: string): name is Permission {
  return isPermission(name) && (permissions[name].grantable as readonly Reach[]).includes('county');
}

/** Whether a text (a row of RolePermission, a token's scope) names a permission of this version of the portal. */
export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
}
