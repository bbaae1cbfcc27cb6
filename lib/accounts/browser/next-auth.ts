import 'server-only';
import { cookies } from 'next/headers';
import { NextRequest } from 'next/server';
import NextAuth, { CredentialsSignin } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { currentRequest, harmless, isOwnRequest, privateHeaders, type RouteHandler } from '@/lib/adapters';
import { type CookieKind, cookieName, cookieOf, cookieOptions, endOfCookie } from '@/lib/identity/cookies';
import { openSessionCookie, sealSessionCookie } from '@/lib/identity/session-cookie';
import type { FaultCode } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { requestLog } from '@/lib/platform/log';
import { signIn } from '../sign-in/sign-in';
import type { SignedIn } from '../sign-in/sign-in-proven';
import { signOut } from '../sign-in/sign-out';
import { keepProof, nextAuthProviders, noteFault } from './provider-call';

/**
 * NextAuth with the Credentials provider and those of OpenID Connect. Its JWT is our compact cookie: it carries the
 * session's id and end, nothing else, and the Session row decides at every request. Whoever proves a person, by
 * password, passkey or OpenID Connect, opens a session row first; `setSessionCookies` then hands it to NextAuth, which sets the
 * cookie.
 */

/** A sign-in that the use case refused, as NextAuth's own door (`/api/auth/callback/credentials`) tells it. */
class Refused extends CredentialsSignin {
  constructor(fault: FaultCode) {
    super();
    this.code = fault;
  }
}

declare module 'next-auth' {
  interface User {
    sessionId?: string;
    expiresAt?: Date;
  }
}

/** NextAuth's own checks of a round trip to a provider: it seals them. */
const checks = ['state', 'nonce', 'pkceCodeVerifier'] as const;

/** Sessions whose row was opened in this very request and wait for their cookie: never from outside the process. */
const opened = new Map<string, SignedIn>();

function setup() {
  const settings = env();
  const cookie = (kind: CookieKind) => ({
    name: cookieName(kind, settings.APP_URL),
    options: cookieOptions(kind, settings.APP_URL),
  });
  return NextAuth({
    secret: settings.AUTH_SECRET,
    trustHost: true,
    basePath: '/api/auth',
    session: { strategy: 'jwt', maxAge: settings.SESSION_MAX_HOURS * 3600 },
    pages: { signIn: '/login', signOut: '/', error: '/login' },
    cookies: {
      callbackUrl: cookie('callback'),
      sessionToken: cookie('session'),
      ...Object.fromEntries(checks.map((check) => [check, cookie(check)])),
    },
    providers: [
      ...nextAuthProviders(),
      Credentials({
        credentials: { email: {}, password: {}, ticket: {} },
        authorize: async ({ email, password, ticket }) => {
          const handed = typeof ticket === 'string' ? opened.get(ticket) : undefined;
          if (handed) return handed;
          const result = await signIn.execute(await currentRequest({ bearer: false }), { email, password });
          if (!result.ok) throw new Refused(result.error.code);
          // This door has no second step: whoever has a second factor signs in by the portal's own.
          if (result.value.awaitsFactor) throw new Refused('unauthenticated');
          return result.value;
        },
      }),
    ],
    jwt: {
      encode: async ({ token }) =>
        typeof token?.sid === 'string'
          ? sealSessionCookie(token.sid, new Date(Number(token.end)), settings.AUTH_SECRET)
          : '',
      decode: async ({ token }) => {
        const cookie = openSessionCookie(token, settings.AUTH_SECRET, new Date());
        return cookie && { sid: cookie.sessionId, end: cookie.expiresAt.getTime() };
      },
    },
    callbacks: {
      signIn: ({ account, profile }) => (account?.type === 'oidc' ? keepProof(account, profile) : true),
      jwt: async ({ token, user }) => {
        if (user) return { sid: user.sessionId, end: user.expiresAt?.getTime() };
        // The row decides here too: a session that ended is none for NextAuth either.
        const actor = await (await currentRequest({ bearer: false })).identify(new Date());
        return actor.kind === 'person' ? token : null;
      },
      session: async ({ session, token }) => {
        const actor = await (await currentRequest({ bearer: false })).identify(new Date());
        if (actor.kind !== 'person') return { expires: session.expires };
        return {
          expires: new Date(Number(token.end)).toISOString(),
          user: { id: actor.id, email: actor.email, name: `${actor.firstName} ${actor.lastName}`.trim() },
        };
      },
    },
    events: {
      signOut: async () => {
        await signOut.execute(await currentRequest({ bearer: false }), {});
      },
    },
    logger: { error: noteFault, warn: () => {}, debug: () => {} },
  });
}

let made: ReturnType<typeof setup> | undefined;

/** NextAuth's handlers and functions, made at the first request: the build has no settings. */
export function nextAuth() {
  made ??= setup();
  return made;
}

/**
 * Gives the browser the cookie of a session that a use case has opened, and ends the one it held before; or the cookie
 * of an attempt that waits for its second factor, which is no session.
 */
export async function setSessionCookies(session: SignedIn): Promise<void> {
  if (session.awaitsFactor) return keepAttempt(session);
  const before = await currentRequest({ bearer: false });
  if (before.cookies.session) await signOut.execute(before, {});
  opened.set(session.sessionId, session);
  try {
    await nextAuth().signIn('credentials', { ticket: session.sessionId, redirect: false });
  } finally {
    opened.delete(session.sessionId);
  }
  const jar = await cookies();
  const { APP_URL } = env();
  if (!jar.get(cookieName('session', APP_URL))?.value) throw new Error('NextAuth set no session cookie');
  // NextAuth remembers where to return to; we never ask it to.
  jar.delete(cookieName('callback', APP_URL));
  jar.delete(cookieName('attempt', APP_URL));
  if (session.rememberCookie) jar.set(cookieOf('remember', session.rememberCookie, APP_URL));
  if (session.deviceCookie) await keepDevice(session.deviceCookie);
  if (session.locale) jar.set(cookieOf('language', session.locale, APP_URL));
}

/** Gives the browser the cookie that makes it a known device. */
export async function keepDevice(cookie: string): Promise<void> {
  (await cookies()).set(cookieOf('device', cookie, env().APP_URL));
}

async function keepAttempt({ sessionId, expiresAt }: SignedIn): Promise<void> {
  const { AUTH_SECRET, APP_URL } = env();
  const value = sealSessionCookie(sessionId, expiresAt, AUTH_SECRET);
  (await cookies()).set({ ...cookieOf('attempt', value, APP_URL), expires: expiresAt });
}

/** Takes the session cookie away. The row has been ended by the use case `signOut`. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).delete(endOfCookie('session', env().APP_URL));
}

/**
 * NextAuth's own addresses under /api/auth. What it cannot make sense of is the caller's fault: 400, never its 5xx.
 * Its sign-in and sign-out doors are bound to the portal's own pages like every other.
 */
export const nextAuthRoute: RouteHandler = async (request) => {
  if (request.method !== 'GET' && !isOwnRequest(request.headers))
    return new Response(null, { status: 403, headers: privateHeaders });
  try {
    const { handlers } = nextAuth();
    const response = await (request.method === 'GET' ? handlers.GET : handlers.POST)(
      new NextRequest(request),
    );
    if (response.status < 500) return response;
  } catch (error) {
    requestLog(request.headers.get('x-request-id') ?? '').warn({ err: error }, 'NextAuth could not answer');
  }
  return new Response(null, { status: 400, headers: privateHeaders });
};
harmless.add(nextAuthRoute);
