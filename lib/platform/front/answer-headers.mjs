// @ts-check

/** Pages that a mailed link leads to must not tell anyone where the reader came from. */
const tokenPage = /^\/(reset|confirm|invite)\/./;

/**
 * What every answer says, of whichever class (SECURITY, Requests). Pages get their content security policy, with its
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
    'referrer-policy': tokenPage.test(pathname) ? 'no-referrer' : 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(secure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}
