import 'server-only';

/** What domains use of the kernel. */
export { type Actor, type Caller, fullName, OPERATOR, type Person, SYSTEM, wallOf } from './actor';
export { isFresh } from './admit';
export type { AuditNote } from './audit-trail';
export {
  type BatchAct,
  type BatchWork,
  defineBatchAct,
  type RowDone,
  type RowFault,
  rowFaults,
} from './batch-act';
export { databaseFault } from './database-faults';
export { askOverTheWall, behindTheWall, type Db, database } from './db';
export type { Acting, RunContext } from './definition';
export {
  type Area,
  type ComposedMail,
  defineDomain,
  defineMail,
  type LeavingMail,
  type Look,
  type NavigationEntry,
} from './domain';
export { orderMail } from './outbox';
export { clock, places } from './ports';
export { question } from './question';
export { currentMembership, isCurrentMembership, type ReachFragments, reachFragments } from './reach';
export type { PortalRequest } from './request';
export { done, type Fault, type FaultCode, fail, failFields, type Result } from './result';
export { inSavepoint, rehearse } from './savepoint';
export { allOf, noSql, type Sql, sql, sqlList } from './sql';
export { type UseCase, useCase } from './use-case';
