import 'server-only';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paddedKey } from '@/lib/kernel/seal';
import { migrationNames, migrationsFolder } from '@/lib/platform/migration-history';

// Opening the embedded database costs a start a second. A file beside it says what it was prepared with; when that is
// what would be done now, the start leaves the opening to the server.

const FILE = 'prepared.json';

/** Everything that preparing a database does, as one hash: migrations, the key of the wall, the seed with what it writes. */
export function preparation(mode: string, secret: string): string {
  const hash = createHash('sha256').update(mode === 'start' ? 'production' : 'demonstration');
  hash.update(paddedKey(secret).inner);
  const folder = migrationsFolder();
  for (const name of migrationNames(folder))
    hash.update(name).update(readFileSync(path.join(folder, name, 'migration.sql')));
  const seed = path.join(folder, '..', 'seed');
  for (const name of readdirSync(seed).sort()) hash.update(name).update(readFileSync(path.join(seed, name)));
  return hash.digest('hex');
}

/** Whether the embedded database of a data folder is there and was prepared in just this way. */
export function isPrepared(directory: string, wanted: string): boolean {
  const file = path.join(directory, FILE);
  // PG_VERSION is in every database folder of PostgreSQL: the folder may have been deleted under the file.
  return (
    existsSync(path.join(directory, 'database', 'PG_VERSION')) &&
    existsSync(file) &&
    readFileSync(file, 'utf8') === wanted
  );
}

export function forgetPrepared(directory: string): void {
  rmSync(path.join(directory, FILE), { force: true });
}

export function rememberPrepared(directory: string, wanted: string): void {
  writeFileSync(path.join(directory, FILE), wanted);
}
