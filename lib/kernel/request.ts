import 'server-only';
import { cookies, headers } from 'next/headers';
import { env } from '@/lib/platform/env';
import { type Language, languageOf } from '@/lib/shared/languages';
import type { Credentials } from './identity';
import { attemptCookieName, sessionCookieName } from './session-cookie';

/** What the kernel knows of a request, whichever door it came through. Tests make their own. */
export type PortalRequest = {
  credentials: Credentials;
  /** The client's address, set by server.mjs from the socket or the trusted proxy hops; never the caller's word. */
  ip: string;
  userAgent: string;
  requestId: string;
  locale: Language;
  /** `Idempotency-Key` of a creating request of the API: a repeat gets the first one's answer. */
  idempotencyKey?: string | undefined;
  /** The cookie of a browser that signed in here before: see known-device.ts. */
  deviceCookie?: string | undefined;
  /** The cookie of a sign-in that waits for its second factor. */
  attemptCookie?: string | undefined;
  /** The cookie of a browser that need not give one: lib/accounts/two-factor/remembered-devices.ts. */
  rememberCookie?: string | undefined;
};

export const deviceCookieName = 'portal-device';
export const rememberCookieName = 'portal-remember';
export const languageCookieName = 'portal-language';

/** The token of `Authorization: Bearer …` or, as in the lesson, `Authentication-Token: …`. */
export function bearerTokenOf(header: Headers): string | undefined {
  const authorization = /^Bearer +(\S+)$/i.exec(header.get('authorization') ?? '');
  return authorization?.[1] ?? header.get('authentication-token') ?? undefined;
}

/**
 * The request that Next is answering, for actions, pages and route handlers alike.
 * @param bearer whether this door takes tokens; pages and actions do not
 */
export async function currentRequest({ bearer }: { bearer: boolean }): Promise<PortalRequest> {
  const [header, jar] = await Promise.all([headers(), cookies()]);
  return {
    credentials: {
      sessionCookie: jar.get(sessionCookieName(env().APP_URL))?.value,
      bearerToken: bearer ? bearerTokenOf(header) : undefined,
    },
    ip: header.get('x-client-address') ?? 'unknown',
    userAgent: (header.get('user-agent') ?? '').slice(0, 400),
    requestId: header.get('x-request-id') ?? crypto.randomUUID(),
    locale: languageOf(jar.get(languageCookieName)?.value, header.get('accept-language')),
    deviceCookie: jar.get(deviceCookieName)?.value,
    attemptCookie: jar.get(attemptCookieName)?.value,
    rememberCookie: jar.get(rememberCookieName)?.value,
  };
}
