import 'server-only';

/** What domains use of the kernel. */
export { type Actor, fullName, type Person, wallOf } from './actor';
export type { AuditNote } from './audit-trail';
export { behindTheWall, type Db, isKeyViolation } from './db';
export { orderMail } from './outbox';
export { currentMembership, type ReachFragments, reachFragments } from './reach';
export type { PortalRequest } from './request';
export { done, type Fault, fail, failFields, type Result } from './result';
export { inSavepoint, rehearse } from './savepoint';
export { allOf, noSql, type Sql, sql, sqlList } from './sql';
export { isFresh, type RunContext, useCase } from './use-case';
