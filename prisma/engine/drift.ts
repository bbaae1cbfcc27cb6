import 'server-only';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openEmbeddedDatabase } from '@/lib/platform/embedded-database';
import { migrationsFolder } from '@/lib/platform/migration-history';
import { adapterFactory } from './adapters';
import { everything, migrationList, schemaTarget, withSchemaEngine } from './schema-engine';

/**
 * The SQL that the migrations lack to lead to schema.prisma; empty when they agree. The migrations run on an empty
 * database in memory, so a migration that cannot run throws.
 */
export async function driftSql(folder: string = migrationsFolder()): Promise<string> {
  const { pglite, close } = await openEmbeddedDatabase(':memory:');
  try {
    return await withSchemaEngine(folder, adapterFactory({ kind: 'embedded', pglite }), async (engine) => {
      const diff = await engine.diff({
        from: { tag: 'migrations', ...migrationList(folder) },
        to: schemaTarget(folder),
        script: true,
        exitCode: true,
        filters: everything,
        // The engine's type omits it and the engine demands it.
        ...{ shadowDatabaseUrl: null },
      });
      return diff.exitCode === 2 ? (diff.stdout ?? '').trim() : '';
    });
  } finally {
    await close();
  }
}

/**
 * Writes prisma/migrations/<UTC timestamp>_<name>/migration.sql with what schema.prisma has and the migrations lack.
 * @param options.allowEmpty writes a file without statements too, for policies, triggers and data.
 * @returns the path of the file, or undefined when there was nothing to write.
 * @throws Error for a name that is not made of small letters, digits and underscores.
 */
export async function newMigration(
  name: string,
  options: { allowEmpty?: boolean; folder?: string; now?: Date } = {},
): Promise<string | undefined> {
  if (!/^[a-z][a-z0-9_]{0,60}$/.test(name))
    throw new Error(
      'Name the migration with small letters, digits and underscores, for example: add_permit_types',
    );
  const folder = options.folder ?? migrationsFolder();
  const sql = await driftSql(folder);
  if (!sql && !options.allowEmpty) return undefined;
  const stamp = (options.now ?? new Date()).toISOString().replace(/\D/g, '').slice(0, 14);
  const file = path.join(folder, `${stamp}_${name}`, 'migration.sql');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, sql ? `${sql}\n` : '-- Written by hand.\n');
  return file;
}
