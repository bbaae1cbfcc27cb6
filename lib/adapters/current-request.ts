import 'server-only';
import { cookies, headers } from 'next/headers';
import { type CookieKind, cookieName } from '@/lib/identity/cookies';
import { authenticate } from '@/lib/identity/who-asks';
import type { PortalRequest } from '@/lib/kernel/request';
import { env } from '@/lib/platform/env';
import { languageOf } from '@/lib/shared/languages';

/** The token of `Authorization: Bearer …` or, as in the lesson, `Authentication-Token: …`. */
export function bearerTokenOf(header: Headers): string | undefined {
  const authorization = /^Bearer +(\S+)$/i.exec(header.get('authorization') ?? '');
  return authorization?.[1] ?? header.get('authentication-token') ?? undefined;
}

/** The cookies that use cases ask for. */
const asked = [
  'session',
  'attempt',
  'device',
  'remember',
  'registration',
] as const satisfies readonly CookieKind[];

/**
 * The request that Next is answering, for actions, pages and route handlers alike. Who asks is found out once.
 * @param bearer whether this way in takes tokens; pages and actions do not
 */
export async function currentRequest({ bearer }: { bearer: boolean }): Promise<PortalRequest> {
  const [header, jar] = await Promise.all([headers(), cookies()]);
  const { APP_URL } = env();
  const cookieValue = (kind: CookieKind) => jar.get(cookieName(kind, APP_URL))?.value;
  const own = Object.fromEntries(asked.map((kind) => [kind, cookieValue(kind)]));
  const credentials = {
    sessionCookie: own.session,
    bearerToken: bearer ? bearerTokenOf(header) : undefined,
  };
  let actor: ReturnType<PortalRequest['identify']> | undefined;
  return {
    identify: (now) => {
      actor ??= authenticate(credentials, now);
      return actor;
    },
    ip: header.get('x-client-address') ?? 'unknown',
    userAgent: (header.get('user-agent') ?? '').slice(0, 400),
    requestId: header.get('x-request-id') ?? crypto.randomUUID(),
    locale: languageOf(cookieValue('language'), header.get('accept-language')),
    cookies: own,
  };
}
