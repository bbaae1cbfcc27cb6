import type { DescribedRoutes } from '@/lib/adapters/document/openapi';
import * as auditEventsId from './audit-events/[id]/route';
import * as auditEventsExport from './audit-events/export/route';
import * as auditEvents from './audit-events/route';
import * as auditEventsVerify from './audit-events/verify/route';
import * as countiesId from './counties/[id]/route';
import * as counties from './counties/route';
import * as departmentsId from './departments/[id]/route';
import * as departments from './departments/route';
import * as meRecoveryCodes from './me/recovery-codes/route';
import * as me from './me/route';
import * as meSessionsId from './me/sessions/[id]/route';
import * as meSessions from './me/sessions/route';
import * as meTokensId from './me/tokens/[id]/route';
import * as meTokens from './me/tokens/route';
import * as meTwoFactorConfirm from './me/two-factor/confirm/route';
import * as meTwoFactor from './me/two-factor/route';
import * as permissions from './permissions/route';
import * as rolesId from './roles/[id]/route';
import * as roles from './roles/route';
import * as serviceTokensId from './service-tokens/[id]/route';
import * as serviceTokens from './service-tokens/route';
import * as usersIdDeactivate from './users/[id]/deactivate/route';
import * as usersIdDepartments from './users/[id]/departments/route';
import * as usersIdReactivate from './users/[id]/reactivate/route';
import * as usersIdResetPassword from './users/[id]/reset-password/route';
import * as usersIdResetTwoFactor from './users/[id]/reset-two-factor/route';
import * as usersIdRoles from './users/[id]/roles/route';
import * as usersId from './users/[id]/route';
import * as usersIdSignOut from './users/[id]/sign-out/route';
import * as usersExport from './users/export/route';
import * as users from './users/route';

/** Every address of API v1, for its document and `/developers`. Written by `npm run api-routes`. */
export const apiRoutes: DescribedRoutes = {
  '/api/v1/audit-events': auditEvents,
  '/api/v1/audit-events/{id}': auditEventsId,
  '/api/v1/audit-events/export': auditEventsExport,
  '/api/v1/audit-events/verify': auditEventsVerify,
  '/api/v1/counties': counties,
  '/api/v1/counties/{id}': countiesId,
  '/api/v1/departments': departments,
  '/api/v1/departments/{id}': departmentsId,
  '/api/v1/me': me,
  '/api/v1/me/recovery-codes': meRecoveryCodes,
  '/api/v1/me/sessions': meSessions,
  '/api/v1/me/sessions/{id}': meSessionsId,
  '/api/v1/me/tokens': meTokens,
  '/api/v1/me/tokens/{id}': meTokensId,
  '/api/v1/me/two-factor': meTwoFactor,
  '/api/v1/me/two-factor/confirm': meTwoFactorConfirm,
  '/api/v1/permissions': permissions,
  '/api/v1/roles': roles,
  '/api/v1/roles/{id}': rolesId,
  '/api/v1/service-tokens': serviceTokens,
  '/api/v1/service-tokens/{id}': serviceTokensId,
  '/api/v1/users': users,
  '/api/v1/users/{id}': usersId,
  '/api/v1/users/{id}/deactivate': usersIdDeactivate,
  '/api/v1/users/{id}/departments': usersIdDepartments,
  '/api/v1/users/{id}/reactivate': usersIdReactivate,
  '/api/v1/users/{id}/reset-password': usersIdResetPassword,
  '/api/v1/users/{id}/reset-two-factor': usersIdResetTwoFactor,
  '/api/v1/users/{id}/roles': usersIdRoles,
  '/api/v1/users/{id}/sign-out': usersIdSignOut,
  '/api/v1/users/export': usersExport,
};
