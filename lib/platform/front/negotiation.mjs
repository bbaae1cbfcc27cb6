// @ts-check
// JSON or page? The lesson's programs and browsers ask for the same addresses: docs/contract.md, section 4. It is decided here and
// not in middleware.ts: a rewrite there costs a request 2 ms of processor time, more than all the rest of its answer
// (docs/decisions/json-on-page-addresses.md).

/** @typedef {{ get(name: string): string | null | undefined }} HeaderReader */

/**
 * @param {string} accept
 * @returns {{ type: string, quality: number }[]}
 */
function rangesOf(accept) {
  return accept
    .slice(0, 2000)
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters
        .map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1])
        .find((found) => found !== undefined);
      return { type: type.trim(), quality: q === undefined ? 1 : Number(q) };
    });
}

/**
 * The quality of a media type by its most specific range (RFC 9110, 12.5.1); 0 when no range covers it.
 * @param {{ type: string, quality: number }[]} ranges
 * @param {string} type
 */
function qualityOf(ranges, type) {
  for (const name of [type, `${type.split('/')[0]}/*`, '*/*']) {
    const range = ranges.find((candidate) => candidate.type === name);
    if (range) return range.quality;
  }
  return 0;
}

/** Addresses where the lesson's programs expect JSON unless they name text/html. */
const jsonFirst = /^\/(dashboard|auth\/[^/]+)\/?$/;

/**
 * JSON is answered when the body is JSON, or `Accept` prefers application/json to text/html; at /dashboard and /auth/*
 * also whenever `Accept` does not name text/html (plain curl sends star/star). Next's own requests are for pages.
 * @param {string} method
 * @param {string} pathname
 * @param {HeaderReader} headers
 * @returns {boolean}
 */
export function wantsJson(method, pathname, headers) {
  if (headers.get('rsc') || (method === 'POST' && headers.get('next-action'))) return false;
  if (/^application\/json\s*(;|$)/i.test(headers.get('content-type')?.trim() ?? '')) return true;
  const accept = headers.get('accept');
  const ranges = accept ? rangesOf(accept) : [];
  if (jsonFirst.test(pathname) && !ranges.some((range) => range.type === 'text/html' && range.quality > 0))
    return true;
  if (!ranges.some((range) => range.type === 'application/json')) return false;
  return qualityOf(ranges, 'application/json') > qualityOf(ranges, 'text/html');
}

/** @type {[RegExp, readonly string[]][]} the lesson's addresses and the methods that answer JSON there */
const addresses = [
  [/^\/(register|login|two-factor|logout|reauthenticate|reset|confirm|change-password)\/?$/, ['POST']],
  [/^\/(reset|confirm)\/[^/]+\/?$/, ['POST']],
  [/^\/(dashboard|auth\/current-user|auth\/users)\/?$/, ['GET', 'HEAD']],
];

/**
 * The methods that answer JSON at an address, or null when none does.
 * @param {string} pathname
 * @returns {readonly string[] | null}
 */
export function lessonMethods(pathname) {
  return addresses.find(([pattern]) => pattern.test(pathname))?.[1] ?? null;
}

/** Addresses that answer for themselves, whatever the caller prefers. */
const ownAnswer = /^\/(api|_next|fonts)\/|^\/(healthz|readyz|icon\.svg|favicon\.ico)$/;

/**
 * Where a request for the lesson's JSON is answered: an address under /api/lesson, or null for a request for a page. What
 * answers no JSON there is led to the route that says so.
 * @param {string} method
 * @param {string} url path and query, as sent
 * @param {HeaderReader} headers
 * @returns {string | null}
 */
export function lessonTarget(method, url, headers) {
  const [pathname = '/'] = url.split('?');
  if (ownAnswer.test(pathname) || !wantsJson(method, pathname, headers)) return null;
  const isKnown = lessonMethods(pathname)?.includes(method) ?? false;
  return `/api/lesson${isKnown ? pathname.replace(/\/$/, '') : '/none'}${url.slice(pathname.length)}`;
}
