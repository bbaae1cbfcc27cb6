import 'server-only';
import { Secret, TOTP } from 'otpauth';

/** Codes of authenticator apps: RFC 6238 as every app knows it, SHA-1, six digits, 30 seconds. */

const PERIOD = 30;

/** How many steps a clock may be off, either way: docs/security.md, "Second factor". */
const WINDOW = 1;

const totp = (secret: string, more: { issuer?: string; label?: string } = {}) =>
  new TOTP({ ...more, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(secret) });

/** A new secret: 160 bits (RFC 4226, section 4), base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an app reads from the QR code. */
export function otpauthUrl(secret: string, names: { issuer: string; account: string }): string {
  return totp(secret, { issuer: names.issuer, label: names.account }).toString();
}

/** The step that a code belongs to, at this moment or one step off; null for any other code. */
export function stepOf(code: string, secret: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : TOTP.counter({ period: PERIOD, timestamp }) + delta;
}
