import 'server-only';
import { createHmac, randomBytes } from 'node:crypto';

/**
 * How a password hash is stored: the scheme's own string, and after it the pepper it was made with:
 * `$2b$12$<salt and hash>$pepper=1f0c9a2b`. The scheme's string carries its cost itself; without the last
 * part the hash was made elsewhere, of the bare password.
 */
export type StoredHash = {
  /** The scheme's own string, as its library reads it. */
  encoded: string;
  pepperVersion: string | null;
  parameters: HashParameters;
};

export type HashParameters =
  | { scheme: 'bcrypt'; version: string; cost: number }
  | { scheme: 'argon2id'; version: number; memoryKib: number; passes: number; lanes: number };

const PEPPER_SUFFIX = /^(.+)\$pepper=([0-9a-f]{8})$/;
const BCRYPT = /^\$(2[aby])\$(\d{2})\$[./A-Za-z0-9]{53}$/;
const ARGON2ID =
  /^\$argon2id\$v=(\d{1,3})\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$/;

/** Costs above these are no hash of ours; they would hold the portal for minutes. */
const HIGHEST = { bcrypt: 16, memoryKib: 1024 * 1024, passes: 16, lanes: 16 };

function parametersOf(encoded: string): HashParameters | null {
  const bcrypt = BCRYPT.exec(encoded);
  if (bcrypt) {
    const cost = Number(bcrypt[2]);
    return cost >= 4 && cost <= HIGHEST.bcrypt ? { scheme: 'bcrypt', version: bcrypt[1] ?? '', cost } : null;
  }
  const argon2 = ARGON2ID.exec(encoded);
  if (!argon2) return null;
  const [version = 0, memoryKib = 0, passes = 0, lanes = 0] = argon2.slice(1).map(Number);
  const isBearable =
    memoryKib <= HIGHEST.memoryKib &&
    passes >= 1 &&
    passes <= HIGHEST.passes &&
    lanes >= 1 &&
    lanes <= HIGHEST.lanes;
  return isBearable ? { scheme: 'argon2id', version, memoryKib, passes, lanes } : null;
}

/** Reads a stored hash; null for anything that is none (or that would take unbearably long to check). */
export function parseStoredHash(stored: string): StoredHash | null {
  const suffix = PEPPER_SUFFIX.exec(stored);
  const encoded = suffix?.[1] ?? stored;
  const parameters = parametersOf(encoded);
  return parameters && { encoded, pepperVersion: suffix?.[2] ?? null, parameters };
}

/** The stored form of a scheme's string made with a pepper of this version. */
export function writeStoredHash(encoded: string, pepperVersion: string): string {
  return `${encoded}$pepper=${pepperVersion}`;
}

/** A short name for a pepper: tells peppers apart, and of a random pepper tells nothing else. */
export function pepperVersionOf(pepper: string): string {
  return createHmac('sha256', pepper).update('password pepper version').digest('hex').slice(0, 8);
}

/** A well-formed hash of these parameters that no password was hashed to; checking it costs what a real one costs. */
export function dummyHash(parameters: HashParameters): string {
  const text = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '');
  if (parameters.scheme === 'argon2id') {
    const { version, memoryKib, passes, lanes } = parameters;
    return `$argon2id$v=${version}$m=${memoryKib},t=${passes},p=${lanes}$${text(16)}$${text(32)}`;
  }
  // bcrypt has its own base64 alphabet; 16 bytes of salt and 23 of hash end in characters with unused bits, left 0.
  const own = (characters: number) =>
    `${text(32)
      .replace(/\+/g, '.')
      .slice(0, characters - 1)}.`;
  return `$${parameters.version}$${String(parameters.cost).padStart(2, '0')}$${own(22)}${own(31)}`;
}
