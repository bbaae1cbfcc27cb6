import 'server-only';
import type { Language } from '@/lib/shared/languages';
import type { Actor } from './actor';

/** What the kernel knows of a request, whichever way it came in. Adapters make it; tests make their own. */
export type PortalRequest = {
  /** Who sends it, by what it presents (cookie, token) and what the database says at this moment. */
  identify(now: Date): Promise<Actor>;
  /** The client's address, set by server.mjs from the socket or the trusted proxy hops; never the caller's word. */
  ip: string;
  userAgent: string;
  requestId: string;
  locale: Language;
  /** `Idempotency-Key` of a creating request of the API: a repeat gets the first one's answer. */
  idempotencyKey?: string | undefined;
  /** The portal's cookies that the browser sent, by their kind: what each means is its domain's to say. */
  cookies: Readonly<Record<string, string | undefined>>;
};
