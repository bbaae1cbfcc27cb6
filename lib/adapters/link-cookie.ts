import 'server-only';
import { cookies } from 'next/headers';
import { linkCookie } from '@/lib/identity/cookies';
import { env } from '@/lib/platform/env';
import type { LinkKind } from '@/lib/shared/paths';

/** The token of a mailed link that the middleware moved out of the address bar; undefined when there is none. */
export async function linkToken(kind: LinkKind): Promise<string | undefined> {
  return (await cookies()).get(linkCookie(kind, env().APP_URL).name)?.value;
}

/** Forgets the token of a link that has been used. */
export async function forgetLink(kind: LinkKind): Promise<void> {
  const { name, path, secure } = linkCookie(kind, env().APP_URL);
  (await cookies()).delete({ name, path, secure });
}
