import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { customFetch, type NextAuthConfig } from 'next-auth';
import { env } from '@/lib/platform/env';
import type { OidcProvider } from '@/lib/platform/oidc-settings';
import { providerById } from '../providers/configured';
import { claimsOf, ProviderMetadata } from '../providers/id-token';
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
  /** What the provider says of itself, as NextAuth has asked it and found it to be the provider's. */
  metadata: unknown;
};

const rounds = new AsyncLocalStorage<Round>();

/** Runs a call into NextAuth, and answers what became of it. It does not throw. */
export async function callProvider<T>(work: () => Promise<T>): Promise<Round & { value: T | undefined }> {
  const round: Round = {
    until: Date.now() + PATIENCE,
    isAway: false,
    faults: [],
    proof: null,
    metadata: null,
  };
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

const addressOf = (input: string | URL | Request) => new URL(input instanceof Request ? input.url : input);
const isDiscovery = (input: string | URL | Request) =>
  addressOf(input).pathname.endsWith('/.well-known/openid-configuration');

/** Every call to a provider: none waits longer than is left, none goes over http for a provider of https. */
function fetchOf(provider: OidcProvider): typeof fetch {
  return async (input, init) => {
    const round = rounds.getStore();
    const { protocol } = addressOf(input);
    if (protocol !== 'https:' && provider.issuer.startsWith('https:'))
      throw new TypeError('The provider names an address that is not https');
    const left = (round?.until ?? Date.now() + PATIENCE) - Date.now();
    try {
      const signal = AbortSignal.timeout(Math.max(1, left));
      const response = await fetch(input, { ...init, signal, cache: 'no-store' });
      if (round && response.status >= 500) round.isAway = true;
      if (round && response.ok && isDiscovery(input)) round.metadata = await response.clone().json();
      return response;
    } catch (error) {
      if (round) round.isAway = true;
      throw error;
    }
  };
}

/**
 * The providers of the settings as NextAuth takes them: code flow with state, nonce and PKCE. NextAuth checks what an id
 * token says; its signature, and what userinfo adds, are `keepProof`'s.
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
    idToken: true,
    options: { [customFetch]: fetchOf(provider) },
  }));
}

type Account = { provider: string; id_token?: string | undefined; access_token?: string | undefined };

/**
 * NextAuth's `signIn` callback for a provider, after its own checks. It keeps who it is for the round trip, by what the
 * provider has signed, and leads away, so that NextAuth never makes a session or a user of its own.
 */
export async function keepProof(account: Account): Promise<string | false> {
  const round = rounds.getStore();
  const provider = providerById(account.provider);
  const metadata = ProviderMetadata.safeParse(round?.metadata).data;
  if (!round || !provider || !metadata || !account.id_token) return false;
  const line = { metadata, clientId: provider.clientId, fetch: fetchOf(provider) };
  try {
    const claims = await claimsOf(line, { idToken: account.id_token, accessToken: account.access_token });
    round.proof = proofOf(provider, claims, claims.auth_time);
  } catch (error) {
    noteFault(error instanceof Error ? error : new Error(String(error)));
    return false;
  }
  return '/';
}
