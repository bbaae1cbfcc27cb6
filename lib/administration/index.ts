import 'server-only';

export { createBatch } from './bulk/create-batch';
export { createCounty } from './counties/create-county';
export { getCounty } from './counties/get-county';
export { getPortalCounty, type PortalCounty } from './counties/get-portal-county';
export { listCounties, listOpenCounties, type OpenCounty } from './counties/list-counties';
export { keptPortalCounty } from './counties/portal-county';
export type { CountyBody, CountyItem } from './counties/schema';
export { updateCounty } from './counties/update-county';
export { createDepartment } from './departments/create-department';
export { deleteDepartment } from './departments/delete-department';
export { getDepartment, listDepartments, listDepartmentsWithOfficers } from './departments/list-departments';
export { listDepartmentMembers } from './departments/list-members';
export {
  addDepartmentMember,
  endDepartmentMember,
  getDepartmentMember,
  updateDepartmentMember,
} from './departments/members';
export type { DepartmentBody } from './departments/schema';
export { updateDepartment } from './departments/update-department';
export type { MemberView } from './departments/view';
export { createImport } from './import/create-import';
export type { CountyFigures, DepartmentFigures } from './panels';
export { deactivateUser, reactivateUser } from './people/deactivate-user';
export { countExport, exportUsers } from './people/export-users';
export {
  type DepartmentOption,
  getPeopleOptions,
  type PeopleOptions,
  type RoleOption,
} from './people/get-people-options';
export {
  getPersonFile,
  type PersonFile,
  type PersonsEvent,
  type PersonsSession,
} from './people/get-person-file';
export { inviteUser } from './people/invite-user';
export { listLessonUsers } from './people/list-lesson-users';
export { getUser, listUsers } from './people/list-users';
export { makeAdministrator } from './people/make-administrator';
export { COUNT_LIMIT } from './people/people-query';
export { endUserSession, sendResetLink, signOutUser } from './people/recover-user';
export { resetFactors } from './people/reset-factors';
export { setUserDepartments, setUserRoles } from './people/set-user-roles';
export { updateUser } from './people/update-user';
export { createRole } from './roles/create-role';
export { deleteRole } from './roles/delete-role';
export { getRoleDetail, listRoleHolders } from './roles/get-role-detail';
export { getRoleMatrix } from './roles/get-role-matrix';
export { listPermissions } from './roles/list-permissions';
export { getRole, listRoles } from './roles/list-roles';
export { always as alwaysGiven } from './roles/policy';
export type { GivenPermission, RoleColumn, RoleDetail, RoleHolder, RoleView } from './roles/schema';
export { updateRole } from './roles/update-role';
export { createServiceToken } from './service-tokens/create-service-token';
export { getServiceToken, listServiceTokens } from './service-tokens/list-service-tokens';
export { revokeServiceToken } from './service-tokens/revoke-service-token';
export { type ServiceTokenBody, serviceScopes } from './service-tokens/schema';
