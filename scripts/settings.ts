import 'server-only';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Mode, parseSettings, type Settings } from '@/lib/platform/env';
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
  const faults = [...(result.ok ? [] : result.faults), ...placesFaults(process.env.GEOIP_DATABASE)];
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

const secretNames = ['AUTH_SECRET', 'PASSWORD_PEPPER'] as const;

function missingSecrets(directory: string): Record<string, string> {
  const missing = secretNames.filter((name) => !process.env[name]);
  if (missing.length === 0) return {};
  const kept = keptSecrets(directory);
  return Object.fromEntries(missing.map((name) => [name, kept[name] ?? '']));
}

function keptSecrets(directory: string): Record<string, string> {
  const file = path.join(directory, 'secrets.json');
  mkdirSync(directory, { recursive: true });
  try {
    // Of two first starts at once the one that creates the file decides; the other reads it.
    const made = Object.fromEntries(secretNames.map((name) => [name, randomBytes(32).toString('base64url')]));
    writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
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
