import 'server-only';

/** What domains use of the kernel. Routes use form-action, api-route, lesson-route and read directly. */
export { type Actor, fullName, type Person, wallOf } from './actor';
export type { AuditNote } from './audit-trail';
export { behindTheWall, type Db, isKeyViolation } from './db';
export { housekeepingJob } from './housekeeping';
export {
  type Attempt,
  accountByProvider,
  attemptOf,
  type CredentialsOf,
  countyByCode,
  countyById,
  credentialsByEmail,
  hashToken,
  isStaff,
  linkByToken,
  mustHaveFactor,
  type PasskeyFound,
  passkeyById,
} from './identity';
export { type ComposedMail, mailTemplate, orderMail } from './outbox';
export { currentMembership, type ReachFragments, reachFragments } from './reach';
export { deviceCookieName, type PortalRequest } from './request';
export { done, type Fault, fail, failFields, type Result } from './result';
export { attempt, rehearse } from './savepoint';
export { allOf, noSql, type Sql, sql, sqlList } from './sql';
export { isFresh, type RunContext, useCase } from './use-case';
