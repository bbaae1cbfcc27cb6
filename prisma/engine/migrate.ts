import 'server-only';
import { Client } from 'pg';
import { migrationsFolder, pendingMigrations, type StatementRunner } from '@/lib/platform/migration-history';
import { adapterFactory, lastScriptFault, type MigrationTarget } from './adapters';
import { everything, migrationList, withSchemaEngine } from './schema-engine';

/** Why a migration run stopped; the message names the migration and says what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

export type MigrateOptions = {
  folder?: string;
  /** Told when another process is migrating and this one waits. */
  onWait?: () => void;
  /** A failed migration, mended since, that is to be tried again. */
  retry?: string;
};

/** Any number that no other program on the same database uses for an advisory lock: "county" in ASCII, first four letters. */
const LOCK = 0x636f756e;

/** After this long (ms) behind another process's lock the caller is told. */
const QUIET_WAIT = 1000;

/**
 * Applies the migrations that the database lacks, oldest first, as `prisma migrate deploy` does. Of several
 * processes that start at once only one applies them; the others wait for it. A script that fails is rolled back
 * whole and recorded as failed, which stops every later run until it is mended.
 * @returns the names of the migrations that this call applied; empty when there were none.
 * @throws MigrationError
 */
export async function migrate(target: MigrationTarget, options: MigrateOptions = {}): Promise<string[]> {
  const folder = options.folder ?? migrationsFolder();
  if (target.kind === 'embedded') return apply(target, embeddedRunner(target.pglite), folder, options.retry);
  return withAdvisoryLock(target.url, options.onWait, (runner) =>
    apply(target, runner, folder, options.retry),
  );
}

async function apply(
  target: MigrationTarget,
  runner: StatementRunner,
  folder: string,
  retry?: string,
): Promise<string[]> {
  if (!retry) {
    await stopAtFailed(runner);
    if ((await pendingMigrations(runner, folder)).length === 0) return [];
  }
  return withSchemaEngine(folder, adapterFactory(target), async (engine) => {
    if (retry) await engine.markMigrationRolledBack({ migrationName: retry });
    lastScriptFault.text = '';
    try {
      const result = await engine.applyMigrations({
        migrationsList: migrationList(folder),
        filters: everything,
      });
      return result.appliedMigrationNames;
    } catch (error) {
      await stopAtFailed(runner, error);
      throw new MigrationError(`The migrations could not be applied: ${messageOf(error)}`, { cause: error });
    }
  });
}

type FailedRow = { name: string; logs: string | null };

/** Throws for a migration that is recorded as begun and neither finished nor rolled back. */
async function stopAtFailed(runner: StatementRunner, cause?: unknown): Promise<void> {
  const { rows: tables } = await runner.query<{ there: boolean }>({
    text: `select to_regclass('_prisma_migrations') is not null as there`,
  });
  if (!tables[0]?.there) return;
  const { rows } = await runner.query<FailedRow>({
    text: `select migration_name as name, logs from _prisma_migrations
           where finished_at is null and rolled_back_at is null order by started_at desc limit 1`,
  });
  const failed = rows[0];
  if (!failed) return;
  const reason =
    (cause && lastScriptFault.text) || withoutTrace(failed.logs) || 'the process ended while it ran';
  throw new MigrationError(
    `Migration ${failed.name} failed${cause ? '' : ' earlier'} and was rolled back:\n${reason}\n` +
      `Mend prisma/migrations/${failed.name}/migration.sql, then run: npm run db:migrate -- --retry ${failed.name}`,
    { cause },
  );
}

async function withAdvisoryLock<T>(
  url: string,
  onWait: (() => void) | undefined,
  work: (runner: StatementRunner) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  // A connection that breaks while it idles reports here; the next statement on it throws, which is enough.
  client.on('error', () => undefined);
  await client.connect();
  const timer = setTimeout(() => onWait?.(), QUIET_WAIT);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    clearTimeout(timer);
    return await work({
      query: async <T>(statement: { text: string; values?: unknown[] }) => ({
        rows: (await client.query(statement)).rows as T[],
      }),
    });
  } finally {
    clearTimeout(timer);
    // Ends the session, and the lock with it.
    await client.end();
  }
}

function embeddedRunner(pglite: Extract<MigrationTarget, { kind: 'embedded' }>['pglite']): StatementRunner {
  return { query: ({ text, values }) => pglite.query(text, values) };
}

/** The engine's log of a failure, less the places in its own source. */
function withoutTrace(logs: string | null): string {
  return (logs ?? '').split(/\n\s+0: /)[0]?.trim() ?? '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
