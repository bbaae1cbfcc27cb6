import 'server-only';
import { Prisma } from '@/prisma/generated/client';

/**
 * Pieces of SQL whose values travel as parameters, for the lists that Prisma's own words are too slow for. There is no
 * way to put a caller's text into a statement.
 */
export const { sql, join: sqlList, empty: noSql } = Prisma;
export type Sql = Prisma.Sql;

/** Conditions that must all hold; true when there are none. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length > 0 ? sqlList([...conditions], ' and ') : sql`true`;
}
