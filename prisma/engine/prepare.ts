import 'server-only';
import type { Database } from '@/lib/kernel/db';
import { paddedKey } from '@/lib/kernel/seal';
import { type MigrateOptions, migrate } from './migrate';

/**
 * Brings a database up to date and tells it the key that the portal seals counties with (of AUTH_SECRET); as its owner, who alone may.
 * @returns the names of the migrations that this call applied
 * @throws MigrationError
 */
export async function prepareDatabase(
  owner: Database,
  secret: string,
  options: MigrateOptions = {},
): Promise<string[]> {
  const applied = await migrate(owner.target, options);
  const { inner, outer } = paddedKey(secret);
  await owner.query({
    text: 'update "WallKey" set "inner" = $1, "outer" = $2 where ("inner", "outer") is distinct from ($1::bytea, $2::bytea)',
    values: [inner, outer],
  });
  return applied;
}
