import 'server-only';

import type { Mode, Settings } from '@/lib/platform/env';
import { lockFolder } from '@/lib/platform/folder-lock';
import { portIsFree } from './port-is-free';
import { forgetPrepared, isPrepared, preparation, rememberPrepared } from './prepared';
import { embeddedFolder, usableSettings } from './settings';

// Prepares what the server needs (settings, migrations, the demonstration's data) and tells portal.mjs, which waits
// for it on the other end of the channel, how to run it.

async function main(mode: Exclude<Mode, 'test'>): Promise<void> {
  const { settings, additions } = usableSettings(mode);
  await portIsFree(settings.HOST, settings.PORT);
  if (settings.DATABASE_URL) Object.assign(additions, await prepareDatabase(settings));
  else await prepareEmbedded(settings);
  const environment = { ...additions, NODE_ENV: mode === 'dev' ? 'development' : 'production' };
  const { HOST: host, PORT: port, WEB_CONCURRENCY: workers } = settings;
  process.send?.({ environment, workers, host, port, ready: await readyLines(settings, mode) });
}

async function prepareEmbedded(settings: Settings): Promise<void> {
  const { mode, AUTH_SECRET } = settings;
  const wanted = preparation(mode, AUTH_SECRET);
  // In production the look for accounts of the demonstration is not to be skipped.
  if (mode !== 'start' && isPrepared(settings.DATA_DIR, wanted)) {
    // The server opens the folder later; that another copy has it is to be said now.
    const release = await lockFolder(embeddedFolder(settings));
    return release();
  }
  forgetPrepared(settings.DATA_DIR);
  console.log('Preparing the database ...');
  await prepareDatabase(settings);
  rememberPrepared(settings.DATA_DIR, wanted);
}

/** Answers what the server's environment needs besides: the address of the portal's own login. */
async function prepareDatabase(settings: Settings): Promise<Record<string, string>> {
  const [{ closeDatabase }, { openPrepared }, seed] = await Promise.all([
    import('@/lib/kernel/db'),
    import('./prepare-database'),
    import('@/prisma/seed/demonstration'),
  ]);
  const isProduction = settings.mode === 'start';
  try {
    const { applied, additions } = await openPrepared(settings, {
      asOwner: isProduction ? undefined : seed.seedDemonstration,
    });
    if (applied.length > 0) console.log(`Migrations applied: ${applied.join(', ')}`);
    if (isProduction && (await seed.hasDemonstrationAccount()))
      throw new Error(
        'An account of the demonstration exists in this database. Production does not start beside it; use an empty database.',
      );
    return additions;
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
  const { demonstrationAccounts, demonstrationPassword } = await import('@/prisma/seed/demonstration');
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
