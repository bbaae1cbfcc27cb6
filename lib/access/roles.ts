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
    'user.deactivate': 'county',
    'department.view': 'county',
    'audit.view': 'county',
  },
  'System Administrator': {
    ...everyone,
    'user.view': 'all',
    'user.deactivate': 'all',
    'department.view': 'all',
    'audit.view': 'all',
    'county.view': 'all',
  },
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
