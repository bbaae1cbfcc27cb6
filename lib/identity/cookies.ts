import type { LinkKind } from '@/lib/shared/paths';

/**
 * Every cookie of the portal: its name, and how a browser keeps it. middleware.ts reads it too, so it imports nothing of the server.
 *
 * Over https each is bound to this very host (`__Host-`), so that no sister host can plant one.
 */
/** Days that a resident's browser need not give a second factor again. Staff's always must. */
export const REMEMBER_DAYS = 30;

const DAY = 86_400;
/** The longest that browsers keep a cookie (RFC 6265bis). */
const LONGEST = 400 * DAY;

type Kept = { name: string; httpOnly: boolean; maxAge?: number };

const kinds = {
  /** The session's id, signed. Its end is the session's. */
  session: { name: 'portal-session', httpOnly: true },
  /** A sign-in between the password and the second factor: of the same form, and it opens nothing. */
  attempt: { name: 'portal-attempt', httpOnly: true },
  /** A browser that has signed in here before. */
  device: { name: 'portal-device', httpOnly: true, maxAge: LONGEST },
  /** A browser that need not give a second factor. */
  remember: { name: 'portal-remember', httpOnly: true, maxAge: REMEMBER_DAYS * DAY },
  /** The browser that registered: there one button confirms the address. */
  registration: { name: 'portal-registration', httpOnly: true, maxAge: DAY },
  language: { name: 'portal-language', httpOnly: false, maxAge: LONGEST },
  /** A line that the next page shows once: only its key, so scripts may read it. */
  flash: { name: 'portal-flash', httpOnly: false, maxAge: 20 },
  /** NextAuth's note of where to return to; we never ask it to. */
  callback: { name: 'portal-callback', httpOnly: true },
  /** A round trip to a provider: NextAuth's checks, our note of what it is for, and who has a county to choose yet. */
  state: { name: 'portal-state', httpOnly: true, maxAge: 900 },
  nonce: { name: 'portal-nonce', httpOnly: true, maxAge: 900 },
  pkceCodeVerifier: { name: 'portal-pkce', httpOnly: true, maxAge: 900 },
  trip: { name: 'portal-trip', httpOnly: true, maxAge: 900 },
  newcomer: { name: 'portal-newcomer', httpOnly: true, maxAge: 900 },
} as const satisfies Record<string, Kept>;

export type CookieKind = keyof typeof kinds;

const isSecure = (appUrl: string) => appUrl.startsWith('https:');

const boundName = (name: string, appUrl: string) => (isSecure(appUrl) ? `__Host-${name}` : name);

/** The name of a cookie at this address of the portal. */
export function cookieName(kind: CookieKind, appUrl: string): string {
  return boundName(kinds[kind].name, appUrl);
}

/** How browsers keep it; `maxAge` in seconds, absent for those whose end is given with the value. */
export function cookieOptions(kind: CookieKind, appUrl: string) {
  const { httpOnly, maxAge }: Kept = kinds[kind];
  return {
    httpOnly,
    sameSite: 'lax' as const,
    path: '/',
    secure: isSecure(appUrl),
    ...(maxAge === undefined ? {} : { maxAge }),
  };
}

/** The cookie as Next's and a response's jars take it. */
export function cookieOf(kind: CookieKind, value: string, appUrl: string) {
  return { name: cookieName(kind, appUrl), value, ...cookieOptions(kind, appUrl) };
}

/** What takes the cookie away: an age beside it would keep it. */
export function endOfCookie(kind: CookieKind, appUrl: string) {
  const { path, secure } = cookieOptions(kind, appUrl);
  return { name: cookieName(kind, appUrl), path, secure };
}

/** The cookie in which the token of a mailed link waits for the page that uses it: half an hour. */
export function linkCookie(kind: LinkKind, appUrl: string) {
  return {
    name: boundName(`portal-${kind}-link`, appUrl),
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: isSecure(appUrl),
    path: '/',
    maxAge: 1800,
  };
}
