import { type NextRequest, NextResponse } from 'next/server';
import { cookieName, linkCookie } from '@/lib/identity/cookies';
import { openSessionCookie } from '@/lib/identity/session-cookie';
import { contentSecurityPolicy } from '@/lib/platform/content-security-policy';
import { env } from '@/lib/platform/env';
import { isGuarded, linkPageOf, paths } from '@/lib/shared/paths';

/**
 * Before every page: the nonce and its policy, the token of a mailed link out of the address bar, and an
 * optimistic redirect of visitors without a session. It reads the cookie's signature, not the database, so it guards
 * nothing: pages and use cases do.
 */
export function middleware(request: NextRequest): NextResponse {
  const { APP_URL, AUTH_SECRET, mode } = env();
  const secure = APP_URL.startsWith('https:');
  const { pathname, search } = request.nextUrl;
  const isReading = request.method === 'GET' || request.method === 'HEAD';

  const link = isReading ? linkPageOf(pathname) : null;
  if (link) {
    // The token moves from the address bar into a short cookie, out of history, referrers and screenshots.
    const response = NextResponse.redirect(new URL(link.page, request.nextUrl), 303);
    response.cookies.set({ ...linkCookie(link.kind, APP_URL), value: link.token });
    return personal(response);
  }

  // A form is sent on: its action leads to the sign-in page itself, and scripts do not follow a redirect from here.
  if (isReading && isGuarded(pathname)) {
    const cookie = request.cookies.get(cookieName('session', APP_URL))?.value;
    if (!openSessionCookie(cookie, AUTH_SECRET, new Date())) {
      const attempt = request.cookies.get(cookieName('attempt', APP_URL))?.value;
      const isBetween = openSessionCookie(attempt, AUTH_SECRET, new Date());
      const path = isBetween
        ? paths.signIn.secondFactor(pathname + search)
        : paths.signIn.start(pathname + search);
      return personal(NextResponse.redirect(new URL(path, request.nextUrl), 303));
    }
  }

  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, mode === 'dev', secure);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy); // where Next looks for the nonce of its own scripts
  // The status pages stand in for another address, which server.mjs has named.
  if (!headers.has('x-portal-status')) headers.set('x-portal-path', pathname + search);
  const response = personal(NextResponse.next({ request: { headers } }));
  response.headers.set('content-security-policy', policy);
  const isDocument = isReading && request.headers.get('sec-fetch-dest') === 'document';
  const flash = cookieName('flash', APP_URL);
  if (isDocument && request.cookies.has(flash))
    // Not by `response.cookies`: Next would take the cookie from the page, too, which is to show it once.
    response.headers.append('set-cookie', `${flash}=; Path=/; Max-Age=0; SameSite=Lax`);
  return response;
}

/** Personal or not, nobody keeps a copy of a page. */
function personal(response: NextResponse): NextResponse {
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

export const config = {
  // Next's edge runtime costs a page 2 ms of processor time: docs/decisions/edge-middleware.md.
  runtime: 'nodejs',
  // Pages only: the API answers for itself, and files are the same for everybody.
  matcher: ['/((?!api/|_next/static|_next/image|fonts/|favicon.ico|icon.svg|healthz|readyz).*)'],
};
