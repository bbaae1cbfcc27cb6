import 'server-only';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Bytes of each entry, as scripts/build-password-list.mjs writes them. */
const DIGEST_BYTES = 6;

let digests: Buffer | undefined;

function load(): Buffer {
  // The portal always runs from the repository's root; a bundle has no folder of its own to start from.
  const file = path.join(process.cwd(), 'lib', 'accounts', 'passwords', 'common-passwords.txt');
  const lines = readFileSync(file, 'utf8').split('\n');
  digests ??= Buffer.from(lines.filter((line) => !line.startsWith('#')).join(''), 'base64');
  return digests;
}

/** How many passwords the shipped list holds, all of 12 characters or more. */
export function commonPasswordCount(): number {
  return (digests ?? load()).length / DIGEST_BYTES;
}

/** Whether a password is on the shipped list of common and breached ones, in whatever case it is written. */
export function isCommonPassword(password: string): boolean {
  const list = digests ?? load();
  const folded = password.normalize('NFKC').toLowerCase();
  const wanted = createHash('sha256').update(folded).digest().subarray(0, DIGEST_BYTES);
  let low = 0;
  let high = list.length / DIGEST_BYTES - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const start = middle * DIGEST_BYTES;
    const order = wanted.compare(list, start, start + DIGEST_BYTES);
    if (order === 0) return true;
    if (order < 0) high = middle - 1;
    else low = middle + 1;
  }
  return false;
}
