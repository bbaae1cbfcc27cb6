import 'server-only';

/** What domains use of the kernel. */
export { type Actor, fullName, type Person, wallOf } from './actor';
export { isFresh } from './admit';
export type { AuditNote } from './audit-trail';
export { databaseFault } from './database-faults';
export { behindTheWall, type Db } from './db';
export type { RunContext } from './definition';
export { orderMail } from './outbox';
export { question } from './question';
export { currentMembership, type ReachFragments, reachFragments } from './reach';
export type { PortalRequest } from './request';
export { done, type Fault, fail, failFields, type Result } from './result';
export { attempt, rehearse } from './savepoint';
export { allOf, noSql, type Sql, sql, sqlList } from './sql';
export { useCase } from './use-case';
