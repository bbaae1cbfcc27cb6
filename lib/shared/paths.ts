/** Every address of the portal is built here, so that a page can move and no link breaks. */
const withNext = (path: string, next?: string) =>
  next && next !== '/' ? `${path}?next=${encodeURIComponent(next)}` : path;

export const paths = {
  home: () => '/',
  help: () => '/help',
  privacy: () => '/privacy',
  accessibility: () => '/accessibility',
  login: (next?: string) => withNext('/login', next),
  register: () => '/register',
  registered: () => '/register/sent',
  reset: () => '/reset',
  resetSent: () => '/reset/sent',
  resetLink: (token: string) => `/reset/${token}`,
  resetWithLink: () => '/reset/link',
  confirm: () => '/confirm',
  confirmSent: () => '/confirm/sent',
  confirmLink: (token: string) => `/confirm/${token}`,
  confirmWithLink: () => '/confirm/link',
  dashboard: () => '/dashboard',
  profile: () => '/profile',
  changeEmail: () => '/profile/email',
  changePassword: () => '/change-password',
  security: () => '/security',
  signOutOthers: () => '/security/sign-out-others',
  session: () => '/api/session',
  reauthenticate: (next?: string) => withNext('/reauthenticate', next),
  people: (page = 1) => (page > 1 ? `/admin/users?page=${page}` : '/admin/users'),
  mailbox: () => '/dev/mailbox',
} as const;

const base = 'http://portal.invalid';

/**
 * An own absolute path (with its query) of a text that a caller sent, or null: another site's address, a
 * protocol-relative one, a backslash or a control character in any encoding, or no path at all.
 */
export function ownPath(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > 2000 || !text.startsWith('/')) return null;
  let plain = text;
  // Encoded forms of the same tricks, also encoded twice.
  for (let round = 0; round < 3; round += 1) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    if (/^\/[/\\]|[\\\u0000-\u001f\u007f]/.test(plain)) return null;
    try {
      plain = decodeURIComponent(plain);
    } catch {
      if (round === 0) return null;
      break;
    }
  }
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : null;
}

/** Areas that nobody enters without signing in. The edge uses it to save a visitor a detour; pages guard themselves. */
const guarded =
  /^\/(dashboard|profile|change-password|security|reauthenticate|notifications|applications|review|admin)(\/|$)/;

/** Whether an address lies in such an area. */
export function isGuarded(pathname: string): boolean {
  return guarded.test(pathname);
}

/** The cookie in which the token of a mailed link waits, by the page that uses it. */
export const linkCookies = { reset: 'portal-reset-link', confirm: 'portal-confirm-link' } as const;

/** For the address of a mailed link: where its token goes, and the page that uses it. Null for every other address. */
export function linkPageOf(
  pathname: string,
): { page: string; cookie: string; path: string; token: string } | null {
  const [, kind, token] = /^\/(reset|confirm)\/([\w-]{43})\/?$/.exec(pathname) ?? [];
  if ((kind !== 'reset' && kind !== 'confirm') || !token) return null;
  const page = kind === 'reset' ? paths.resetWithLink() : paths.confirmWithLink();
  return { page, cookie: linkCookies[kind], path: `/${kind}`, token };
}
