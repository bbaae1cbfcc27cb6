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

/**
 * Whether passkeys work on a page that was asked for at this host: here; at another origin (the demonstration opened at
 * 127.0.0.1); or nowhere. `host` is the caller's word and decides what is shown, nothing more.
 */
export function passkeysAt(
  host: string | null,
): { at: 'here' } | { at: 'elsewhere'; origin: string } | { at: 'nowhere' } {
  const party = relyingParty();
  const [origin] = party?.origins ?? [];
  if (!party || !origin) return { at: 'nowhere' };
  const isHere = !env().isAppUrlDefault || host?.replace(/:\d+$/, '').toLowerCase() === party.id;
  return isHere ? { at: 'here' } : { at: 'elsewhere', origin };
}
