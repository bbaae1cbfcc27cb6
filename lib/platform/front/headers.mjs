// @ts-check
import { isIP } from 'node:net';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';

/** Names by which parts of the portal, or of Next, speak to each other: never the caller's to say. */
const INTERNAL = [
  /^x-(portal|middleware|invoke|now|vercel|matched|nextjs)(-|$)/,
  /^x-(nonce|client-address|request-id|real-ip|action-\w+|prerender-\w+|original-url|rewrite-url)$/,
  /^(x-)?next-resume/,
  /^forwarded$/,
  /^x-forwarded-/,
  /^content-security-policy/,
];

/**
 * Makes a request's headers trustworthy: takes out what only the portal may say, and says who asks, under which
 * number, and at which of the portal's own addresses.
 * @param {import('node:http').IncomingHttpHeaders} headers changed in place
 * @param {{ socketAddress: string | undefined, requestId: string, trustedHops: number, appUrl: URL, ownHosts: Set<string> }} facts
 */
export function settleHeaders(headers, { socketAddress, requestId, trustedHops, appUrl, ownHosts }) {
  if (headers.origin !== undefined && !isOwnOrigin(headers.origin, appUrl, ownHosts)) {
    // Next answers 500 to an action from elsewhere, before the kernel can refuse it. Said in the other way that
    // browsers have of saying it, the kernel hears it (lib/adapters/origin.ts) and Next does not.
    delete headers.origin;
    headers['sec-fetch-site'] = 'cross-site';
  }
  const client = clientAddress(headers['x-forwarded-for'], socketAddress, trustedHops);
  for (const name of Object.keys(headers))
    if (INTERNAL.some((pattern) => pattern.test(name))) delete headers[name];
  if (!isRouterState(headers['next-router-state-tree'])) delete headers['next-router-state-tree'];
  // Next builds addresses from these; only APP_URL may say what they are.
  const host = headers.host?.toLowerCase() ?? '';
  headers.host = ownHosts.has(host) ? host : appUrl.host;
  headers['x-forwarded-host'] = headers.host;
  headers['x-forwarded-proto'] = appUrl.protocol.slice(0, -1);
  headers['x-forwarded-for'] = client;
  headers['x-client-address'] = client;
  headers['x-request-id'] = requestId;
}

/**
 * @param {string} origin
 * @param {URL} appUrl
 * @param {Set<string>} ownHosts
 */
function isOwnOrigin(origin, appUrl, ownHosts) {
  return [...ownHosts].some((host) => origin === `${appUrl.protocol}//${host}`);
}

/**
 * Whether Next can read what the caller's browser says it shows already. Next answers 500 where it cannot; without it,
 * all of the page.
 * @param {string | string[] | undefined} tree
 */
function isRouterState(tree) {
  try {
    parseAndValidateFlightRouterState(tree);
    return true;
  } catch {
    return false;
  }
}

/**
 * The caller's address: the socket's, or, behind trusted proxies, the entry of X-Forwarded-For that the outermost of
 * them wrote (each appends one at the right). What is no address counts as not sent.
 * @param {string | string[] | undefined} forwarded
 * @param {string | undefined} socketAddress
 * @param {number} trustedHops
 * @returns {string}
 */
export function clientAddress(forwarded, socketAddress, trustedHops) {
  const own = plain(socketAddress ?? '') ?? 'unknown';
  if (trustedHops < 1 || !forwarded) return own;
  const entries = String(forwarded).split(',');
  return plain(entries[entries.length - trustedHops] ?? '') ?? own;
}

/**
 * The one form of an address, without port, brackets, zone and the IPv4-in-IPv6 prefix, or undefined for anything else.
 * @param {string} text
 */
function plain(text) {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  if (isIP(bare) !== 6) return isIP(bare) ? bare : undefined;
  // Of the many ways to write one of version 6, URLs know a single one (RFC 5952).
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [, high = '', low = ''] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(canonical) ?? [];
  if (!high) return canonical;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}
