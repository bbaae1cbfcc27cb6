import 'server-only';
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { hashToken } from '@/lib/identity';

/** What a value begins with says whose it is: a person's, or a county's service. Secret scanners look for it. */
const prefixes = { personal: 'csp_', service: 'css_' } as const;

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** CRC32 in six digits of base 62, as GitHub's tokens end: tells a real value from one that only looks like it. */
function checksum(text: string): string {
  let rest = crc32(text);
  let written = '';
  for (let place = 0; place < 6; place += 1) {
    written = (digits[rest % 62] ?? '') + written;
    rest = Math.floor(rest / 62);
  }
  return written;
}

/** A new value of 256 random bits, and the form in which it is stored: no one can get the one from the other. */
export function newTokenValue(kind: keyof typeof prefixes): { value: string; hash: string } {
  const body = prefixes[kind] + randomBytes(32).toString('base64url');
  const value = body + checksum(body);
  return { value, hash: hashToken(value) };
}

/** Whether a text can be a token of this portal, by its form and checksum: what a secret scanner asks, offline. */
export function isTokenValue(text: string): boolean {
  return /^cs[ps]_[\w-]{43}[0-9A-Za-z]{6}$/.test(text) && checksum(text.slice(0, -6)) === text.slice(-6);
}
