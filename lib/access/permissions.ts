/** Every permission of the portal and what it lets its holder do. Pure data; names are `noun.verb`. */
export const permissions = {
  'account.manage': 'See and change the own account: profile, password, sessions',
  'dashboard.view': 'See the own dashboard',
  'user.view': 'See people',
  'user.deactivate': 'Deactivate and reactivate people',
  'department.view': 'See departments',
  'audit.view': 'See the audit trail',
  'county.view': 'See counties and their figures',
} as const;

export type Permission = keyof typeof permissions;

/** How far a permission goes, from near to far: which rows it covers. */
export const reaches = ['own', 'department', 'county', 'all'] as const;
export type Reach = (typeof reaches)[number];

/** The farther of two reaches: holding two roles never means less than holding one. */
export function fartherReach(a: Reach, b: Reach): Reach {
  return reaches.indexOf(a) >= reaches.indexOf(b) ? a : b;
}

/** Whether a text (a row of RolePermission, a token's scope) names a permission of this version of the portal. */
export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
}
