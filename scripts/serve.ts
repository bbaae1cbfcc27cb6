import 'server-only';

import type { Mode, Settings } from '@/lib/platform/env';
import { lockFolder } from '@/lib/platform/folder-lock';
import { portIsFree } from './port-is-free';
import { portalLoginUrl } from './portal-login';
import {
  forgetPrepared,
  isAsItWas,
  isEmbeddedDatabase,
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
  Object.assign(additions, await prepare(settings));
  const environment = { ...additions, NODE_ENV: mode === 'dev' ? 'development' : 'production' };
  const { HOST: host, PORT: port, WEB_CONCURRENCY: workers } = settings;
  process.send?.({ environment, workers, host, port, ready: await readyLines(settings, mode) });
}

/** Answers what the server's environment needs besides: the address of the portal's own login, where one was made. */
async function prepare(settings: Settings): Promise<Record<string, string>> {
  const { mode, AUTH_SECRET, DATABASE_URL, MIGRATE_DATABASE_URL, DATA_DIR } = settings;
  const ownerUrl = MIGRATE_DATABASE_URL ?? DATABASE_URL;
  // In production the look for accounts of the demonstration is not to be skipped.
  const wanted = mode === 'start' ? null : preparation(AUTH_SECRET, ownerUrl);
  if (wanted && isRemembered(DATA_DIR, wanted)) {
    const url = ownerUrl && portalLoginUrl(ownerUrl, DATA_DIR);
    if (url ? await isAsItWas(url) : await isStillThere(settings)) return url ? { DATABASE_URL: url } : {};
  }
  forgetPrepared(DATA_DIR);
  if (!DATABASE_URL) console.log('Preparing the database ...');
  const additions = await prepareDatabase(settings);
  if (wanted) rememberPrepared(DATA_DIR, wanted);
  return additions;
}

/** Whether the embedded database that was prepared is there. */
async function isStillThere(settings: Settings): Promise<boolean> {
  const folder = embeddedFolder(settings);
  if (!isEmbeddedDatabase(folder)) return false;
  // The server opens the folder later; that another copy has it is to be said now.
  const release = await lockFolder(folder);
  await release();
  return true;
}

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
