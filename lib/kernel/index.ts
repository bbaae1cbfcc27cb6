import 'server-only';

/** What domains use of the kernel. */
export { type Actor, fullName, type Person, wallOf } from './actor';
export type { AuditNote } from './audit-trail';
export { behindTheWall, type Db, database, isKeyViolation } from './db';
export { type ComposedMail, defineDomain, defineMail, type LeavingMail } from './domain';
export { orderMail } from './outbox';
export { clock, places } from './ports';
export { currentMembership, type ReachFragments, reachFragments } from './reach';
export type { PortalRequest } from './request';
export { done, type Fault, type FaultCode, fail, failFields, type Result } from './result';
export { inSavepoint, rehearse } from './savepoint';
export { allOf, noSql, type Sql, sql, sqlList } from './sql';
export { isFresh, type RunContext, type UseCase, useCase } from './use-case';
