import 'server-only';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openEmbeddedDatabase } from '@/lib/platform/embedded-database';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { Prisma, PrismaClient } from '@/prisma/generated/client';
import { databaseFault } from './database-faults';
import { seal, sealedCounty } from './seal';

/** The handle a use case gets: one transaction, behind the wall. */
export type Db = Prisma.TransactionClient;

/** A database may keep a caller waiting this long (ms) for a connection or a statement: docs/security.md, "Failing well". */
const PATIENCE = 2500;

type Rows<T> = { rows: T[] };
type Statement = { name?: string; text: string; values?: unknown[] };

export type Database = {
  /** What runs underneath, as the migration engine takes it. */
  target: { kind: 'embedded'; pglite: PGlite } | { kind: 'postgres'; url: string };
  prisma: PrismaClient;
  /** One statement on the portal's own connection, outside the wall. For identity.ts, limits and readiness only. */
  query<T>(statement: Statement): Promise<Rows<T>>;
  close(): Promise<void>;
};

/** Opens the database that the settings name: PostgreSQL by `DATABASE_URL`, else PGlite in `DATA_DIR`. */
export async function openDatabase(
  target: { url?: string; directory?: string; copyOf?: Blob } = {},
): Promise<Database> {
  const url = target.url ?? (target.directory ? undefined : env().DATABASE_URL);
  if (url) {
    const pool = new Pool({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: PATIENCE,
      statement_timeout: PATIENCE,
      query_timeout: PATIENCE + 500,
      idle_in_transaction_session_timeout: 2 * PATIENCE,
      keepAlive: true,
    });
    pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
    const prisma = new PrismaClient({
      adapter: new PrismaPg(pool, { statementNameGenerator: statementNames() }),
      transactionOptions,
    });
    return {
      target: { kind: 'postgres', url },
      prisma,
      query: async <T>(statement: Statement) => ({ rows: (await pool.query(statement)).rows as T[] }),
      close: async () => {
        await prisma.$disconnect();
        await pool.end();
      },
    };
  }
  const embedded = await openEmbeddedDatabase(
    target.directory ?? path.join(env().DATA_DIR, 'database'),
    target.copyOf ? { copyOf: target.copyOf } : {},
  );
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(embedded.pglite), transactionOptions });
  return {
    target: { kind: 'embedded', pglite: embedded.pglite },
    prisma,
    query: <T>({ text, values }: Statement) => embedded.pglite.query<T>(text, values),
    close: async () => {
      await prisma.$disconnect();
      await embedded.close();
    },
  };
}

/** The name by which PostgreSQL keeps nothing. */
const UNNAMED = '';
/** Statements that a connection keeps read and planned, by their text. Bounded: lists of ids make a text for each length. */
const KEPT_STATEMENTS = 200;

/**
 * Names statements, so that PostgreSQL reads and plans each once for a connection. It plans anew where the role is
 * another (the wall), and for each call where a plan for any value would be the worse one.
 */
function statementNames(): (statement: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (!names.has(sql) && names.size < KEPT_STATEMENTS) names.set(sql, `portal_${names.size}`);
    return names.get(sql) ?? UNNAMED;
  };
}

const transactionOptions = { maxWait: PATIENCE, timeout: 2 * PATIENCE };

// Next bundles routes and pages apart, and dev reloads modules: the one handle of a process lives on globalThis.
const shared = globalThis as typeof globalThis & { portalDatabase?: Promise<Database> };

/** The database of this process, opened at first use. A failed opening is tried again at the next call. */
export function database(): Promise<Database> {
  shared.portalDatabase ??= openDatabase().catch((error: unknown) => {
    shared.portalDatabase = undefined;
    throw error;
  });
  return shared.portalDatabase;
}

/** For tests and scripts: makes an opened database the one of this process. */
export function useDatabase(opened: Database): void {
  shared.portalDatabase = Promise.resolve(opened);
}

/** Closes the database of this process, if it was opened. */
export async function closeDatabase(): Promise<void> {
  const open = shared.portalDatabase;
  shared.portalDatabase = undefined;
  await (await open)?.close();
}

/**
 * What the planner takes a read out of order to cost (a read in order: 1). PostgreSQL's 4 is for disks that turn; on
 * flash it makes a list's deep pages sort the whole table (240 ms at 100,000 people) instead of following the index (8 ms).
 */
const RANDOM_PAGE_COST = '1.1';

/**
 * Runs `work` in one transaction as the role `portal_app`, with the wall open for one county: its id, `*` (all of
 * them: reviewed callers only, see wall-openers.test.ts), or null (none). Commits when `work` returns, rolls back when it throws.
 */
export async function behindTheWall<T>(county: string | null, work: (db: Db) => Promise<T>): Promise<T> {
  const { prisma } = await database();
  const began = performance.now();
  const transaction = prisma.$transaction(async (db) => {
    await db.$queryRaw`select set_config('role', 'portal_app', true), set_config('app.county_id', ${sealedCounty(county)}, true),
      set_config('random_page_cost', ${RANDOM_PAGE_COST}, true)`;
    return work(db);
  });
  return transaction.catch((error: unknown) => {
    // What was on its way when the time was over runs after the transaction, as the bare login, and is refused.
    const isOver = performance.now() - began >= transactionOptions.timeout;
    if (isOver && error instanceof Prisma.PrismaClientKnownRequestError && databaseFault(error) === null)
      throw new Error('a transaction took too long', { cause: { code: 'P2028', cause: error } });
    throw error;
  });
}

/**
 * Asks the database what it knows over every wall, in one statement of its own. It answers only what the portal has
 * sealed, so that no other SQL can ask. For lib/identity, and for what lets old events go.
 */
export async function askOverTheWall<T>(question: string, about: readonly string[]): Promise<T | null> {
  const { query } = await database();
  const { rows } = await query<{ found: T | null }>({
    name: 'over_the_wall',
    text: 'select over_the_wall($1, $2, $3) as found',
    values: [question, about, seal(question, about.join('\n'))],
  });
  return rows[0]?.found ?? null;
}
