import 'server-only';
import { createHmac, hkdfSync } from 'node:crypto';
import { env } from '@/lib/platform/env';

/**
 * The seal of the wall (migration `sealed_wall`): what the portal says to the database about counties carries a MAC, so
 * that SQL text alone, a hole in a statement, opens no other county.
 */

/** The length of a block of SHA-256: a key of that length is used by HMAC as it is, and needs only its pads in SQL. */
const BLOCK = 64;

let kept: { secret: string; key: Buffer } | undefined;

function keyOf(secret: string): Buffer {
  if (kept?.secret !== secret)
    kept = { secret, key: Buffer.from(hkdfSync('sha256', secret, '', 'the wall between counties', BLOCK)) };
  return kept.key;
}

/** The MAC of a text, for one purpose. */
export function seal(about: string, text: string): string {
  return createHmac('sha256', keyOf(env().AUTH_SECRET)).update(`${about}:${text}`).digest('hex');
}

/** What opens the wall for a county, or with `*` for every one; without a county it opens for none. */
export function sealedCounty(county: string | null): string {
  return county ? `${county}.${seal('county', county)}` : '';
}

/** The key of an AUTH_SECRET as the table WallKey holds it: mixed with the two pads of HMAC (RFC 2104). */
export function paddedKey(secret: string): { inner: Buffer; outer: Buffer } {
  const mixed = (pad: number) => Buffer.from(keyOf(secret).map((byte) => byte ^ pad));
  return { inner: mixed(0x36), outer: mixed(0x5c) };
}
