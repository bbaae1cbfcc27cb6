import 'server-only';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { migrationNames, migrationsFolder, pendingMigrations } from '@/lib/platform/migration-history';

// To read Prisma and to open a database cost a start a second and more. A file in DATA_DIR says what the database was
// prepared with; when that is what would be done now, the start leaves the opening to the server.

const FILE = 'prepared.json';

/** Everything that preparing a demonstration's database does, as one hash: which one, migrations, the seed with what it writes. */
export function preparation(url = ''): string {
  const hash = createHash('sha256').update(url);
  const folder = migrationsFolder();
  for (const name of migrationNames(folder))
    hash.update(name).update(readFileSync(path.join(folder, name, 'migration.sql')));
  const seed = path.join(folder, '..', 'seed');
  for (const name of readdirSync(seed).sort()) hash.update(name).update(readFileSync(path.join(seed, name)));
  return hash.digest('hex');
}

/** Whether a database was prepared in just this way, by what is remembered. */
export function isRemembered(directory: string, wanted: string): boolean {
  const file = path.join(directory, FILE);
  return existsSync(file) && readFileSync(file, 'utf8') === wanted;
}

/** Whether an embedded database lies there: PG_VERSION is in every folder of one. */
export function isEmbeddedDatabase(folder: string): boolean {
  return existsSync(path.join(folder, 'PG_VERSION'));
}

/** Whether a PostgreSQL database has every migration: not so one that was made anew under the same address. */
export async function isMigrated(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2500, query_timeout: 2500 });
  // What is wrong with the connection is for the preparation to say.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const query = async <T>({ text }: { text: string }) => ({ rows: (await client.query(text)).rows as T[] });
    return (await pendingMigrations({ query })).length === 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export function forgetPrepared(directory: string): void {
  rmSync(path.join(directory, FILE), { force: true });
}

export function rememberPrepared(directory: string, wanted: string): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, FILE), wanted);
}
