import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { customFetch, type NextAuthConfig } from 'next-auth';
import { env } from '@/lib/platform/env';
import type { OidcProvider } from '@/lib/platform/oidc-settings';
import { providerById } from '../providers/configured';
import { type ProvenSubject, proofOf } from '../providers/proof';

/** How long (ms) a provider may keep a person waiting, over all of the calls of one request. */
const PATIENCE = 4500;

/** What became of one call into NextAuth: it tells the caller through this, and nothing else of it is used. */
export type Round = {
  until: number;
  /** The provider did not answer, or answered with a fault of its own. */
  isAway: boolean;
  faults: Error[];
  proof: ProvenSubject | null;
};

const rounds = new AsyncLocalStorage<Round>();

/** Runs a call into NextAuth, and answers what became of it. It does not throw. */
export async function callProvider<T>(work: () => Promise<T>): Promise<Round & { value: T | undefined }> {
  const round: Round = { until: Date.now() + PATIENCE, isAway: false, faults: [], proof: null };
  const value = await rounds.run(round, work).catch((error: unknown) => {
    round.faults.push(error instanceof Error ? error : new Error(String(error)));
    return undefined;
  });
  return { ...round, isAway: round.isAway || Date.now() >= round.until, value };
}

/** NextAuth's log: what went wrong is the caller's to say. */
export function noteFault(error: Error): void {
  // NextAuth wraps what was thrown: `cause.err`.
  const { cause } = error as { cause?: { err?: unknown } };
  rounds.getStore()?.faults.push(cause?.err instanceof Error ? cause.err : error);
}

/** Every call to a provider: none waits longer than is left, none goes over http for a provider of https. */
function fetchOf(provider: OidcProvider): typeof fetch {
  return async (input, init) => {
    const round = rounds.getStore();
    const { protocol } = new URL(input instanceof Request ? input.url : input);
    if (protocol !== 'https:' && provider.issuer.startsWith('https:'))
      throw new TypeError('The provider names an address that is not https');
    const left = (round?.until ?? Date.now() + PATIENCE) - Date.now();
    try {
      const signal = AbortSignal.timeout(Math.max(1, left));
      const response = await fetch(input, { ...init, signal, cache: 'no-store' });
      if (round && response.status >= 500) round.isAway = true;
      return response;
    } catch (error) {
      if (round) round.isAway = true;
      throw error;
    }
  };
}

/**
 * The providers of the settings as NextAuth takes them: code flow with state, nonce and PKCE. The id token is checked,
 * and the claims are asked of the userinfo endpoint, where every provider has them (OpenID Connect Core 5.4).
 */
export function nextAuthProviders(): NextAuthConfig['providers'] {
  return env().oidc.map((provider) => ({
    id: provider.id,
    name: provider.name,
    type: 'oidc' as const,
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    checks: ['pkce' as const, 'state' as const, 'nonce' as const],
    idToken: false,
    options: { [customFetch]: fetchOf(provider) },
  }));
}

type Account = { provider: string; id_token?: string | undefined };

/**
 * NextAuth's `signIn` callback for a provider: everything is checked. It keeps who it is for the round trip, and leads
 * away, so that NextAuth never makes a session or a user of its own.
 */
export function keepProof(account: Account, claims: Record<string, unknown> | undefined): string | false {
  const round = rounds.getStore();
  const provider = providerById(account.provider);
  if (!round || !provider) return false;
  round.proof = proofOf(provider, claims ?? {}, claimsOf(account.id_token).auth_time);
  return '/';
}

/** The claims of an id token that NextAuth has checked a moment ago. */
function claimsOf(idToken: string | undefined): Record<string, unknown> {
  const [, body = ''] = idToken?.split('.') ?? [];
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8') || '{}');
}
