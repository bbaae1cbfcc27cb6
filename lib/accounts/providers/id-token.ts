import 'server-only';
import { createRemoteJWKSet, customFetch, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';

/** What a provider says of itself (OpenID Connect Discovery 3), as far as the portal listens. */
export const ProviderMetadata = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
});
export type ProviderMetadata = z.output<typeof ProviderMetadata>;

export type Claims = Record<string, unknown>;

/** How the portal talks to one provider. */
type Line = { metadata: ProviderMetadata; clientId: string; fetch: typeof fetch };

/** Signatures by the provider's own key. None by the client's secret, which whoever knows it could make. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Seconds by which the clocks of portal and provider may differ. */
const CLOCK_SKEW = 30;

const keys = new Map<string, JWTVerifyGetKey>();

/** The provider's keys, kept for as long as jose keeps them; an unknown one is asked for again. */
function keysOf({ metadata: { jwks_uri }, fetch }: Line): JWTVerifyGetKey {
  const known = keys.get(jwks_uri) ?? createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: fetch });
  keys.set(jwks_uri, known);
  return known;
}

/**
 * The claims of an id token that the provider has signed for the portal. That it belongs to this sign-in (`nonce`) is
 * NextAuth's to check. @throws when it is anybody else's
 */
async function signedClaims(line: Line, idToken: string): Promise<JWTPayload> {
  const { payload } = await jwtVerify(idToken, keysOf(line), {
    issuer: line.metadata.issuer,
    audience: line.clientId,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_SKEW,
    requiredClaims: ['sub', 'exp', 'iat'],
  });
  return payload;
}

/** What the userinfo endpoint says, of the same subject; nothing where a provider has none. @throws when it fails */
async function userInfo(line: Line, accessToken: string | undefined): Promise<Claims> {
  const { userinfo_endpoint } = line.metadata;
  if (!userinfo_endpoint || !accessToken) return {};
  const response = await line.fetch(userinfo_endpoint, {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`userinfo answered ${response.status}`);
  return z.record(z.string(), z.unknown()).parse(await response.json());
}

/**
 * Who somebody is by the word of a provider: userinfo's claims, and the checked id token's where it has none. Whether an
 * address is verified is said of that address alone. @throws when they speak of two people
 */
export async function claimsOf(
  line: Line,
  { idToken, accessToken }: { idToken: string; accessToken?: string | undefined },
): Promise<Claims> {
  const signed: Claims = await signedClaims(line, idToken);
  const info = await userInfo(line, accessToken);
  if (info.sub !== undefined && info.sub !== signed.sub) throw new Error('userinfo is of another subject');
  const address = info.email === undefined ? signed : info;
  const isSame = address.email === signed.email;
  return {
    ...signed,
    ...info,
    email: address.email,
    email_verified: address.email_verified ?? (isSame ? signed.email_verified : undefined),
    auth_time: signed.auth_time,
  };
}
