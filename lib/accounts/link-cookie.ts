import 'server-only';
import { cookies } from 'next/headers';
import { linkCookies } from '@/lib/shared/paths';

type Kind = keyof typeof linkCookies;

/** The token of a mailed link that the middleware moved out of the address bar; undefined when there is none. */
export async function linkToken(kind: Kind): Promise<string | undefined> {
  return (await cookies()).get(linkCookies[kind])?.value;
}

/** Forgets the token of a link that has been used. */
export async function forgetLink(kind: Kind): Promise<void> {
  (await cookies()).delete({ name: linkCookies[kind], path: `/${kind}` });
}
