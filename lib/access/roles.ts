import type { Permission, Reach } from './permissions';

/** The built-in roles, by the lesson's names. A county's own roles are rows of RolePermission. */
export const roleNames = ['Citizen', 'Department Officer', 'County Admin', 'System Administrator'] as const;
export type RoleName = (typeof roleNames)[number];

/** The role that every registration gets, and nothing else. */
export const defaultRole: RoleName = 'Citizen';

/** Roles that a new county starts with; System Administrator belongs to no county. */
export const countyRoleNames: readonly RoleName[] = ['Citizen', 'Department Officer', 'County Admin'];

const everyone = { 'account.manage': 'own', 'dashboard.view': 'own' } as const;

/** Role -> permission -> reach. */
export const builtInRoles: Record<RoleName, Partial<Record<Permission, Reach>>> = {
  Citizen: everyone,
  'Department Officer': { ...everyone, 'department.view': 'department' },
  'County Admin': {
    ...everyone,
    'user.view': 'county',
    'user.invite': 'county',
    'user.update': 'county',
    'user.assign': 'county',
    'user.deactivate': 'county',
    'user.recover': 'county',
    'user.export': 'county',
    'department.view': 'county',
    'department.manage': 'county',
    'role.view': 'county',
    'role.manage': 'county',
    'audit.view': 'county',
    'token.manage': 'county',
    'county.update': 'county',
  },
  'System Administrator': {
    ...everyone,
    'user.view': 'all',
    'user.invite': 'all',
    'user.update': 'all',
    'user.assign': 'all',
    'user.deactivate': 'all',
    'user.recover': 'all',
    'user.export': 'all',
    'department.view': 'all',
    'role.view': 'all',
    'audit.view': 'all',
    'county.update': 'all',
    'county.view': 'all',
    'county.manage': 'all',
  },
};

/**
 * Which built-in roles the holder of one may give and take, whatever they hold themselves. Any other role may be given
 * by whoever holds all that it gives (granting.ts).
 */
export const givesRoles: Record<RoleName, readonly RoleName[]> = {
  Citizen: [],
  'Department Officer': [],
  'County Admin': ['Citizen', 'Department Officer', 'County Admin'],
  // docs/contract.md, section 8: grants only County Admin.
  'System Administrator': ['County Admin'],
};

export const roleDescriptions: Record<RoleName, string> = {
  Citizen: 'A resident: applies and follows the own applications',
  'Department Officer': 'Works on the applications of the own departments',
  'County Admin': "Runs the county's people, departments and roles",
  'System Administrator': 'Sets up counties and their first administrators',
};

/** Whether a name is one of the built-in roles. */
export function isRoleName(name: string): name is RoleName {
  return (roleNames as readonly string[]).includes(name);
}
