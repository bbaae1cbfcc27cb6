import 'server-only';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Anything that runs one statement: the kernel's `Database`, a `pg` client wrapped, PGlite wrapped. */
export type StatementRunner = {
  query<T>(statement: { text: string; values?: unknown[] }): Promise<{ rows: T[] }>;
};

/** The folder of the migrations, for a process that was started in the portal's own folder. */
export function migrationsFolder(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations');
}

/** The migrations on disk, by name, oldest first. */
export function migrationNames(folder: string = migrationsFolder()): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * The migrations on disk that the database has not finished, oldest first; empty means up to date. One statement
 * and one look at the folder: cheap enough for /readyz. A migration that failed counts as pending.
 * @throws whatever the database throws when it is away.
 */
export async function pendingMigrations(
  database: StatementRunner,
  folder: string = migrationsFolder(),
): Promise<string[]> {
  const names = migrationNames(folder);
  const applied = await appliedMigrations(database);
  return names.filter((name) => !applied.has(name));
}

/** PostgreSQL's code for a table that does not exist: a database that was never migrated. */
const UNDEFINED_TABLE = '42P01';

async function appliedMigrations(database: StatementRunner): Promise<Set<string>> {
  try {
    const { rows } = await database.query<{ name: string }>({
      text: 'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
    });
    return new Set(rows.map((row) => row.name));
  } catch (error) {
    if (error instanceof Error && (error as Error & { code?: unknown }).code === UNDEFINED_TABLE)
      return new Set();
    throw error;
  }
}
