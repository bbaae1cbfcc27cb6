import type { DescribedRoutes } from '@/lib/adapters/document/openapi';
import * as auditEvent from './audit-events/[id]/route';
import * as auditExport from './audit-events/export/route';
import * as auditEvents from './audit-events/route';
import * as auditVerify from './audit-events/verify/route';
import * as county from './counties/[id]/route';
import * as counties from './counties/route';
import * as department from './departments/[id]/route';
import * as departments from './departments/route';
import * as recoveryCodes from './me/recovery-codes/route';
import * as me from './me/route';
import * as session from './me/sessions/[id]/route';
import * as sessions from './me/sessions/route';
import * as token from './me/tokens/[id]/route';
import * as tokens from './me/tokens/route';
import * as confirmApp from './me/two-factor/confirm/route';
import * as twoFactor from './me/two-factor/route';
import * as permissions from './permissions/route';
import * as role from './roles/[id]/route';
import * as roles from './roles/route';
import * as serviceToken from './service-tokens/[id]/route';
import * as serviceTokens from './service-tokens/route';
import * as deactivate from './users/[id]/deactivate/route';
import * as departmentsOfUser from './users/[id]/departments/route';
import * as reactivate from './users/[id]/reactivate/route';
import * as resetPassword from './users/[id]/reset-password/route';
import * as resetTwoFactor from './users/[id]/reset-two-factor/route';
import * as rolesOfUser from './users/[id]/roles/route';
import * as user from './users/[id]/route';
import * as signOut from './users/[id]/sign-out/route';
import * as exportOfUsers from './users/export/route';
import * as users from './users/route';

/** Every address of API v1, for its document and `/developers`. A test compares it with the files beside it. */
export const apiRoutes: DescribedRoutes = {
  '/api/v1/audit-events': auditEvents,
  '/api/v1/audit-events/export': auditExport,
  '/api/v1/audit-events/verify': auditVerify,
  '/api/v1/audit-events/{id}': auditEvent,
  '/api/v1/counties': counties,
  '/api/v1/counties/{id}': county,
  '/api/v1/departments': departments,
  '/api/v1/departments/{id}': department,
  '/api/v1/me': me,
  '/api/v1/me/recovery-codes': recoveryCodes,
  '/api/v1/me/sessions': sessions,
  '/api/v1/me/sessions/{id}': session,
  '/api/v1/me/tokens': tokens,
  '/api/v1/me/tokens/{id}': token,
  '/api/v1/me/two-factor': twoFactor,
  '/api/v1/me/two-factor/confirm': confirmApp,
  '/api/v1/permissions': permissions,
  '/api/v1/roles': roles,
  '/api/v1/roles/{id}': role,
  '/api/v1/service-tokens': serviceTokens,
  '/api/v1/service-tokens/{id}': serviceToken,
  '/api/v1/users': users,
  '/api/v1/users/{id}': user,
  '/api/v1/users/{id}/deactivate': deactivate,
  '/api/v1/users/{id}/departments': departmentsOfUser,
  '/api/v1/users/{id}/reactivate': reactivate,
  '/api/v1/users/{id}/reset-password': resetPassword,
  '/api/v1/users/{id}/reset-two-factor': resetTwoFactor,
  '/api/v1/users/{id}/roles': rolesOfUser,
  '/api/v1/users/{id}/sign-out': signOut,
  '/api/v1/users/export': exportOfUsers,
};
