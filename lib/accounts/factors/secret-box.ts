import 'server-only';
import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from '@/lib/platform/encryption';
import { env } from '@/lib/platform/env';

/**
 * Secrets that the portal itself must read again (those of authenticator apps), encrypted with AES-256-GCM under a key
 * made of the password pepper, which no backup of the database holds. Those of an earlier pepper can still be read.
 */

const keyOf = (pepper: string) =>
  Buffer.from(hkdfSync('sha256', pepper, '', 'portal authenticator secret', 32));

/** Seals a text for the owner of the row that keeps it: in another person's row it cannot be opened. */
export function seal(text: string, ownerId: string): string {
  return encrypt(text, keyOf(env().PASSWORD_PEPPER), ownerId);
}

/**
 * What `seal` was given.
 * @throws Error when it was sealed with a pepper that is no longer known, or for somebody else
 */
export function unseal(sealed: string, ownerId: string): string {
  const { PASSWORD_PEPPER, PREVIOUS_PASSWORD_PEPPERS } = env();
  for (const pepper of [PASSWORD_PEPPER, ...PREVIOUS_PASSWORD_PEPPERS])
    try {
      return decrypt(sealed, keyOf(pepper), ownerId);
    } catch {
      // Sealed with another one.
    }
  throw new Error('A sealed secret cannot be opened: is a pepper missing in PREVIOUS_PASSWORD_PEPPERS?');
}
