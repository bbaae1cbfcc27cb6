import 'server-only';
import { isIP } from 'node:net';
import { env } from '@/lib/platform/env';

/** The portal as authenticators know it: the host that passkeys belong to, and the origins that may use them. */
export type RelyingParty = { id: string; origins: string[] };

/**
 * Made of APP_URL alone. Browsers take no IP address for it, so the demonstration's default counts as `localhost`. Null
 * where browsers offer no passkeys at all: at an IP address, or without https.
 */
export function relyingParty(): RelyingParty | null {
  const { APP_URL, isAppUrlDefault } = env();
  const { protocol, hostname, origin } = new URL(
    isAppUrlDefault ? APP_URL.replace('//127.0.0.1', '//localhost') : APP_URL,
  );
  const isSecure = protocol === 'https:' || /(^|\.)localhost$/.test(hostname);
  if (!isSecure || isIP(hostname.replace(/^\[|\]$/g, '')) > 0) return null;
  return { id: hostname, origins: [origin] };
}
