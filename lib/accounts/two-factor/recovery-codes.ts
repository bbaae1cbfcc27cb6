import 'server-only';
import { createHash, randomInt } from 'node:crypto';

/** How many codes a set has: docs/security.md, "Second factor". */
export const CODES = 10;

/** Letters and digits that nobody mistakes for another (Crockford's base 32, small). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 16 characters of 5 bits: 80 bits, above the 64 that docs/security.md asks for, so that a plain hash of them is safe. */
const LENGTH = 16;

function newCode(): string {
  const characters = Array.from({ length: LENGTH }, () => alphabet[randomInt(alphabet.length)]);
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** A new set, in the form in which people write them down: `xxxx-xxxx-xxxx-xxxx`. */
export function newCodes(): string[] {
  return Array.from({ length: CODES }, newCode);
}

/** How a code is stored: whatever hyphens, spaces, capitals and look-alikes (o, i, l) it was typed with. */
export function hashCode(code: string): string {
  const plain = code.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  return createHash('sha256').update(plain).digest('hex');
}
