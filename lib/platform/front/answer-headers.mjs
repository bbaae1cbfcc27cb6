// @ts-check

/**
 * What the answers below the addresses of mailed links tell of where the reader came from: the ones whose address
 * holds the token nothing at all, the page that uses it (its token waits in a cookie) nothing to other sites. There it
 * may not be no-referrer: browsers then post a form with `Origin: null`, which is refused.
 * @param {string} pathname
 */
function referrerPolicy(pathname) {
  const [, rest] = /^\/(?:reset|confirm|invite|not-me|account-reset|cancel-reset)\/(.+)/.exec(pathname) ?? [];
  if (rest === undefined) return 'strict-origin-when-cross-origin';
  return rest === 'link' ? 'same-origin' : 'no-referrer';
}

/**
 * What every answer says, of whichever class (docs/security.md, "Requests"). Pages get their content security policy, with its
 * nonce, from middleware.ts; everything else may load nothing at all.
 * @param {{ secure: boolean, pathname: string }} facts
 * @returns {Record<string, string>}
 */
export function answerHeaders({ secure, pathname }) {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Obsolete, and a hole of its own in the browsers that still have it: docs/decisions/x-xss-protection.md.
    'x-xss-protection': '0',
    'referrer-policy': referrerPolicy(pathname),
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}
