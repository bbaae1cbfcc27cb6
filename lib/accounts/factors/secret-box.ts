import 'server-only';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/lib/platform/env';

/**
 * Secrets that the portal itself must read again (those of authenticator apps), encrypted with AES-256-GCM under a key
 * made of the password pepper, which no backup of the database holds. Those of an earlier pepper can still be read.
 */

const keyOf = (pepper: string) =>
  Buffer.from(hkdfSync('sha256', pepper, '', 'portal authenticator secret', 32));

/** Seals a text for the owner of the row that keeps it: in another person's row it cannot be opened. */
export function seal(text: string, ownerId: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(env().PASSWORD_PEPPER), nonce).setAAD(
    Buffer.from(ownerId),
  );
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/**
 * What `seal` was given.
 * @throws Error when it was sealed with a pepper that is no longer known, or for somebody else
 */
export function unseal(sealed: string, ownerId: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const { PASSWORD_PEPPER, PREVIOUS_PASSWORD_PEPPERS } = env();
  for (const pepper of [PASSWORD_PEPPER, ...PREVIOUS_PASSWORD_PEPPERS])
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(pepper), bytes.subarray(0, 12))
        .setAAD(Buffer.from(ownerId))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    } catch {
      // Sealed with another one.
    }
  throw new Error('A sealed secret cannot be opened: is a pepper missing in PREVIOUS_PASSWORD_PEPPERS?');
}
