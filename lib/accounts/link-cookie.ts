import 'server-only';
import { cookies } from 'next/headers';
import { type LinkKind, linkCookieOf } from '@/lib/shared/paths';

/** The token of a mailed link that the middleware moved out of the address bar; undefined when there is none. */
export async function linkToken(kind: LinkKind): Promise<string | undefined> {
  return (await cookies()).get(linkCookieOf(kind))?.value;
}

/** Forgets the token of a link that has been used. */
export async function forgetLink(kind: LinkKind): Promise<void> {
  (await cookies()).delete({ name: linkCookieOf(kind), path: `/${kind}` });
}
