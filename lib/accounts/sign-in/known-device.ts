import 'server-only';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/platform/env';

/*
 * The cookie of a browser that has signed in to an address before, or has chosen a password by a link that was mailed to
 * it: a random name and an HMAC over it and the address. It opens nothing. It says whether a sign-in comes from a new
 * device (which is told by mail), and lets its owner in while strangers' wrong tries are being slowed down.
 */

function signature(device: string, email: string): Buffer {
  return createHmac('sha256', env().AUTH_SECRET).update(`portal-device:${device}:${email}`).digest();
}

/** A cookie for this address; keeps the device's name when it had one. */
export function deviceCookieFor(email: string, before?: string): string {
  const kept = before?.split('.')[0];
  const device = kept && /^[\w-]{22}$/.test(kept) ? kept : randomBytes(16).toString('base64url');
  return `${device}.${signature(device, email).toString('base64url')}`;
}

/** The device's name, if the cookie was made by the portal for this address; null for every other browser. */
export function knownDevice(cookie: string | undefined, email: string): string | null {
  const [device, proof, more] = cookie?.split('.') ?? [];
  if (!device || !proof || more !== undefined) return null;
  const given = Buffer.from(proof, 'base64url');
  const expected = signature(device, email);
  return given.length === expected.length && timingSafeEqual(given, expected) ? device : null;
}
