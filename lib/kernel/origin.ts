import 'server-only';
import { env } from '@/lib/platform/env';

/** The origins that are the portal's own: APP_URL's, and `localhost` while APP_URL is the demonstration's default. */
function ownOrigins(): string[] {
  const { APP_URL, isAppUrlDefault } = env();
  return isAppUrlDefault ? [APP_URL, APP_URL.replace('//127.0.0.1', '//localhost')] : [APP_URL];
}

/**
 * Whether a changing request comes from the portal's own pages, or from a program that is no browser.
 * `Sec-Fetch-Site` decides where it is sent, and so does `Origin`; both must agree. With neither (curl), the request
 * must carry a JSON body or none: a foreign form can send neither. docs/contract.md, sections 7 and 8.
 */
export function isOwnRequest(header: Headers): boolean {
  const site = header.get('sec-fetch-site');
  const origin = header.get('origin');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  if (origin !== null) return ownOrigins().includes(origin);
  if (site !== null) return true;
  const type = header.get('content-type');
  return type === null ? !hasBody(header) : isJsonType(type);
}

/** Whether a content type is JSON: `application/json`, with parameters or not. */
export function isJsonType(type: string): boolean {
  return /^application\/json\s*(;|$)/i.test(type.trim());
}

function hasBody(header: Headers): boolean {
  return header.has('transfer-encoding') || Number(header.get('content-length') ?? 0) > 0;
}
