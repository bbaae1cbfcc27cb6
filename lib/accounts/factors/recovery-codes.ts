import 'server-only';
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** How many codes a set has: docs/security.md, "Second factor". */
export const CODES = 10;

/** Letters and digits that nobody mistakes for another (Crockford's base 32, small). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 16 characters of 5 bits: 80 bits, above the 64 that docs/security.md asks for. */
const LENGTH = 16;

function newCode(): string {
  const characters = Array.from({ length: LENGTH }, () => alphabet[randomInt(alphabet.length)]);
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** A new set, in the form in which people write them down: `xxxx-xxxx-xxxx-xxxx`. */
export function newCodes(): string[] {
  return Array.from({ length: CODES }, newCode);
}

/** A code as it is stored: its hash with a salt of its own (ASVS 6.5.2). */
export function saltedCode(code: string): { codeHash: string; salt: string } {
  const salt = randomBytes(16).toString('base64url');
  return { codeHash: hashCode(code, salt), salt };
}

/** The hash of a code with its salt; codes of before have none. It is the same, whatever hyphens, spaces, capitals and look-alikes (o, i, l) it was typed with. */
export function hashCode(code: string, salt = ''): string {
  const plain = code.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  return createHash('sha256')
    .update(salt + plain)
    .digest('hex');
}
