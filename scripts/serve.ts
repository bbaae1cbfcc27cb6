import 'server-only';

import type { Mode, Settings } from '@/lib/platform/env';
import { lockFolder } from '@/lib/platform/folder-lock';
import { portIsFree } from './port-is-free';
import {
  forgetPrepared,
  isEmbeddedDatabase,
  isMigrated,
  isRemembered,
  preparation,
  rememberPrepared,
} from './prepared';
import { embeddedFolder, usableSettings } from './settings';

// Prepares what the server needs (settings, migrations, the demonstration's data) and tells portal.mjs, which waits
// for it on the other end of the channel, how to run it.

async function main(mode: Exclude<Mode, 'test'>): Promise<void> {
  const { settings, additions } = usableSettings(mode);
  await portIsFree(settings.HOST, settings.PORT);
  await prepare(settings, mode);
  const environment = { ...additions, NODE_ENV: mode === 'dev' ? 'development' : 'production' };
  const { HOST: host, PORT: port, WEB_CONCURRENCY: workers } = settings;
  process.send?.({ environment, workers, host, port, ready: await readyLines(settings, mode) });
}

async function prepare(settings: Settings, mode: Mode): Promise<void> {
  // In production the look for accounts of the demonstration is not to be skipped.
  const wanted = mode === 'start' ? null : preparation(settings.DATABASE_URL);
  if (wanted && isRemembered(settings.DATA_DIR, wanted) && (await isStillThere(settings))) return;
  forgetPrepared(settings.DATA_DIR);
  if (!settings.DATABASE_URL) console.log('Preparing the database ...');
  await prepareDatabase(mode);
  if (wanted) rememberPrepared(settings.DATA_DIR, wanted);
}

/** Whether the database that was prepared is there as it was left. */
async function isStillThere(settings: Settings): Promise<boolean> {
  if (settings.DATABASE_URL) return isMigrated(settings.DATABASE_URL);
  const folder = embeddedFolder(settings);
  if (!isEmbeddedDatabase(folder)) return false;
  // The server opens the folder later; that another copy has it is to be said now.
  const release = await lockFolder(folder);
  await release();
  return true;
}

async function prepareDatabase(mode: Mode): Promise<void> {
  const [{ closeDatabase, database }, { databaseFault }, { migrate }, seed] = await Promise.all([
    import('@/lib/kernel/db'),
    import('@/lib/kernel/database-faults'),
    import('@/prisma/engine/migrate'),
    import('@/prisma/seed/demonstration'),
  ]);
  try {
    const { target } = await database();
    const applied = await migrate(target, {
      onWait: () => console.log('Another copy is migrating; waiting for it ...'),
    });
    if (applied.length > 0) console.log(`Migrations applied: ${applied.join(', ')}`);
    if (mode === 'start') {
      if (await seed.hasDemonstrationAccount())
        throw new Error(
          'An account of the demonstration exists in this database. Production does not start beside it; use an empty database.',
        );
    } else await seed.seedDemonstration();
  } catch (error) {
    if (databaseFault(error) === 'away')
      throw new Error(`The database of DATABASE_URL cannot be reached: ${messageOf(error)}`);
    throw error;
  } finally {
    await closeDatabase();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function readyLines(settings: Settings, mode: Mode): Promise<string[]> {
  const address = settings.APP_URL;
  const lines = ['', `The portal is ready: ${address}`];
  if (mode === 'start') return lines;
  const { demonstrationAccounts, demonstrationPassword } = await import(
    '@/prisma/seed/demonstration-accounts'
  );
  const width = Math.max(...demonstrationAccounts.map(({ email }) => email.length));
  return [
    ...lines,
    ...(settings.SMTP_URL ? [] : [`Mail it would send: ${address}/dev/mailbox`]),
    '',
    `Accounts of the demonstration (password of all: ${demonstrationPassword})`,
    ...demonstrationAccounts.map(({ email, role, place }) => `  ${email.padEnd(width)}  ${role}, ${place}`),
    '',
  ];
}

main(process.argv[2] as Exclude<Mode, 'test'>).then(
  () => process.disconnect?.(),
  (error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exit(1);
  },
);
