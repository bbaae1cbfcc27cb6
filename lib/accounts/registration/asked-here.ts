import 'server-only';
import { hashToken, type LinkFound } from '@/lib/identity';
import type { Caller, PortalRequest } from '@/lib/kernel';

/**
 * What stands between a mailed link and the address that it proves: a button, for who asked for it; the password that
 * was chosen with the address, for who may have; nothing that helps, for a change that another session asked for.
 * Otherwise whoever types a stranger's address would get the stranger's proof for their own account.
 */
export type Asks = 'button' | 'password' | 'session';

/** What is asked of whoever opens a confirm link here. */
export function askedHere({ link, pending, user }: LinkFound, actor: Caller, request: PortalRequest): Asks {
  const session = actor.kind === 'person' && actor.via.kind === 'session' ? actor : null;
  if (link.purpose === 'change-email') return session?.via.id === link.sessionId ? 'button' : 'session';
  if (pending) return isBrowser(request.cookies.registration, pending.browserHash) ? 'button' : 'password';
  return session?.id === user?.id ? 'button' : 'password';
}

const isBrowser = (secret: string | undefined, hash: string) => !!secret && hashToken(secret) === hash;
