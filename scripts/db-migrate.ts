import 'server-only';
import { parseArgs } from 'node:util';
import { closeDatabase } from '@/lib/kernel/db';
import { migrateAsOwner } from './prepare-database';
import { usableSettings } from './settings';

// npm run db:migrate [-- --retry NAME]: brings the database of the settings up to date; `--retry` runs a migration
// again that failed and was mended.

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { retry: { type: 'string' } } });
  if (process.env.MIGRATE_DATABASE_URL && !process.env.AUTH_SECRET)
    throw new Error('AUTH_SECRET is missing: the database is told the key of the wall that is made of it.');
  // Needs the database and its key, and nothing else: the mode that asks least.
  const { settings } = usableSettings('demo');
  try {
    const onWait = () => console.log('Another process is migrating; waiting for it ...');
    const applied = await migrateAsOwner(settings, {
      onWait,
      ...(values.retry ? { retry: values.retry } : {}),
    });
    console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date.');
  } finally {
    await closeDatabase();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
