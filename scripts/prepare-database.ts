import 'server-only';
import { databaseFault } from '@/lib/kernel/database-faults';
import { askOverTheWall, closeDatabase, type Database, openDatabase, useDatabase } from '@/lib/kernel/db';
import type { Settings } from '@/lib/platform/env';
import { pendingMigrations } from '@/lib/platform/migration-history';
import type { MigrateOptions } from '@/prisma/engine/migrate';
import { prepareDatabase } from '@/prisma/engine/prepare';
import { makePortalLogin, portalLoginUrl, powersOf, tooStrong } from './portal-login';

type Plan = {
  /** What the owner does besides: the demonstration's people, what needs its rights. */
  asOwner?: () => Promise<unknown>;
  migration?: MigrateOptions;
};

type Prepared = { applied: string[]; additions: Record<string, string> };

/**
 * Prepares the database of the settings (migrations, the key of the wall, the portal's login) and opens it as the one of
 * this process, by the login that the server will have: whoever calls closes it. The owner's rights are used for the
 * preparation alone.
 * @returns the migrations that were applied, and what the server's environment needs besides
 */
export async function openPrepared(
  settings: Settings,
  {
    asOwner,
    migration = { onWait: () => console.log('Another copy is migrating; waiting for it ...') },
  }: Plan = {},
): Promise<Prepared> {
  const { DATABASE_URL, AUTH_SECRET } = settings;
  if (!DATABASE_URL) {
    const embedded = await openDatabase();
    useDatabase(embedded);
    const applied = await prepareDatabase(embedded, AUTH_SECRET, migration);
    await asOwner?.();
    return { applied, additions: {} };
  }
  try {
    return await prepareServer({ ...settings, DATABASE_URL }, asOwner, migration);
  } catch (error) {
    await closeDatabase();
    if (databaseFault(error) !== 'away') throw error;
    throw new Error(
      `The database of DATABASE_URL cannot be reached: ${error instanceof Error ? error.message : error}`,
      { cause: error },
    );
  }
}

async function prepareServer(
  settings: Settings & { DATABASE_URL: string },
  asOwner: Plan['asOwner'],
  migration: MigrateOptions,
): Promise<Prepared> {
  const { MIGRATE_DATABASE_URL, DATABASE_URL, DATA_DIR, AUTH_SECRET, mode } = settings;
  const given = await opened(DATABASE_URL);
  const strength = await powersOf(given);
  const isWeak = strength.powers.length === 0;
  // Said before anything is changed.
  if (!isWeak && mode === 'start') throw new Error(tooStrong(strength));

  const ownerUrl = MIGRATE_DATABASE_URL ?? (isWeak ? undefined : DATABASE_URL);
  if (ownerUrl === undefined) {
    await haveMigrations(given);
    await knowTheSeal();
    await asOwner?.();
    return { applied: [], additions: {} };
  }
  const owner = ownerUrl === DATABASE_URL ? given : await opened(ownerUrl);
  const applied = await prepareDatabase(owner, AUTH_SECRET, migration);
  await asOwner?.();
  if (!isWeak) await makePortalLogin(owner, DATA_DIR);
  const url = isWeak ? DATABASE_URL : portalLoginUrl(ownerUrl, DATA_DIR);
  await opened(url);
  await knowTheSeal();
  return { applied, additions: isWeak ? {} : { DATABASE_URL: url } };
}

/** Opens an address as the database of this process, in the place of the one before. */
async function opened(url: string): Promise<Database> {
  await closeDatabase();
  const made = await openDatabase({ url });
  useDatabase(made);
  return made;
}

async function haveMigrations(login: Database): Promise<void> {
  const pending = await pendingMigrations(login).catch(() => ['all of them']);
  if (pending.length > 0)
    throw new Error(
      `Migrations are missing: ${pending.join(', ')}. The owner of the database applies them: set MIGRATE_DATABASE_URL and run "npm run db:migrate".`,
    );
}

/** Every request asks over the wall: better now than at the first one. */
async function knowTheSeal(): Promise<void> {
  await askOverTheWall('identity_by_session', ['']).catch((error: unknown) => {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new Error(
      'The login of DATABASE_URL is no member of portal_web, or the database knows another AUTH_SECRET.\n' +
        'For the first: GRANT portal_web TO …; for the second: set MIGRATE_DATABASE_URL and run "npm run db:migrate".',
      { cause: error },
    );
  });
}

/** Applies what is missing as the owner, and nothing else: `npm run db:migrate`, before the portal's login is there. */
export async function migrateAsOwner(settings: Settings, migration: MigrateOptions): Promise<string[]> {
  const url = settings.MIGRATE_DATABASE_URL ?? settings.DATABASE_URL;
  const owner = await (url ? opened(url) : openDatabase());
  useDatabase(owner);
  return prepareDatabase(owner, settings.AUTH_SECRET, migration);
}
