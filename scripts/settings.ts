import 'server-only';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Mode, parseSettings, type Settings } from '@/lib/platform/env';
import { isOpenToOthers, ownFolder } from '@/lib/platform/own-folder';
import { NoPlaces, openPlaces } from '@/lib/platform/places';

/**
 * The settings of a command, for this process and, as `additions`, for those it starts. In demo and dev, secrets
 * that are not set are made once and kept in DATA_DIR/secrets.json. Ends the process, naming every fault, when the
 * settings cannot be used.
 */
export function usableSettings(mode: Mode): { settings: Settings; additions: Record<string, string> } {
  const additions: Record<string, string> = { PORTAL_MODE: mode };
  if (mode === 'demo' || mode === 'dev')
    Object.assign(additions, missingSecrets(process.env.DATA_DIR || './.data'));
  Object.assign(process.env, additions);
  const result = parseSettings(process.env, mode);
  const faults = [
    ...(result.ok ? [] : result.faults),
    ...placesFaults(process.env.GEOIP_DATABASE),
    ...(mode === 'start' ? folderFaults(process.env.DATA_DIR || './.data') : []),
  ];
  if (!result.ok || faults.length > 0) {
    process.stderr.write(
      `The portal cannot start with these settings:\n${faults.map((fault) => `  ${fault}\n`).join('')}`,
    );
    process.stderr.write('.env.example explains every setting.\n');
    process.exit(1);
  }
  return { settings: result.settings, additions };
}

/** What is wrong with the database of places, if one is set: to know, it has to be opened. */
function placesFaults(file: string | undefined): string[] {
  if (!file) return [];
  try {
    openPlaces(file);
    return [];
  } catch (error) {
    if (!(error instanceof NoPlaces)) throw error;
    return [`GEOIP_DATABASE ${error.message}`];
  }
}

/** Which folders of the data others than their owner may enter: production does not start with one. */
function folderFaults(directory: string): string[] {
  return [directory, path.join(directory, 'database')]
    .filter(isOpenToOthers)
    .map((folder) => `DATA_DIR is open to other users of this host; run: chmod 700 ${folder}`);
}

const secretNames = ['AUTH_SECRET', 'PASSWORD_PEPPER', 'DATABASE_LOGIN', 'DATABASE_PASSWORD'] as const;
type Secrets = Record<(typeof secretNames)[number], string>;

function missingSecrets(directory: string): Record<string, string> {
  const missing = (['AUTH_SECRET', 'PASSWORD_PEPPER'] as const).filter((name) => !process.env[name]);
  if (missing.length === 0) return {};
  const kept = keptSecrets(directory);
  return Object.fromEntries(missing.map((name) => [name, kept[name]]));
}

/** The secrets that a demonstration keeps in its data folder; those that are not there yet are made. */
export function keptSecrets(directory: string): Secrets {
  const file = path.join(directory, 'secrets.json');
  ownFolder(directory);
  const made = Object.fromEntries(
    secretNames.map((name) => [name, randomBytes(32).toString('base64url')]),
  ) as Secrets;
  try {
    // Of two first starts at once the one that creates the file decides; the other reads it.
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
    const all = { ...made, ...kept };
    if (secretNames.some((name) => !kept[name]))
      writeFileSync(file, JSON.stringify(all, null, 2), { mode: 0o600 });
    return all;
  }
}

/** Where the embedded database of a data folder lies. */
export function embeddedFolder(settings: Settings): string {
  return path.resolve(settings.DATA_DIR, 'database');
}

/**
 * The mode of a command that is neither demo nor start: production where its settings are given, else the
 * demonstration, whose secrets are in DATA_DIR.
 */
export function commandMode(): 'start' | 'demo' {
  const { NODE_ENV, PORTAL_MODE, APP_URL, AUTH_SECRET, PASSWORD_PEPPER } = process.env;
  if (PORTAL_MODE) return PORTAL_MODE === 'start' ? 'start' : 'demo';
  return NODE_ENV === 'production' || (APP_URL && AUTH_SECRET && PASSWORD_PEPPER) ? 'start' : 'demo';
}
