import 'server-only';
import { parseArgs } from 'node:util';
import { closeDatabase, database } from '@/lib/kernel/db';
import { migrate } from '@/prisma/engine/migrate';
import { usableSettings } from './settings';

// npm run db:migrate [-- --retry NAME]: brings the database of the settings up to date; `--retry` runs a migration
// again that failed and was mended.

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { retry: { type: 'string' } } });
  // Needs the address of the database and nothing else: the mode that asks least.
  usableSettings('demo');
  const { target } = await database();
  try {
    const onWait = () => console.log('Another process is migrating; waiting for it ...');
    const applied = await migrate(target, { onWait, ...(values.retry ? { retry: values.retry } : {}) });
    console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date.');
  } finally {
    await closeDatabase();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
