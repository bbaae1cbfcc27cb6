import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { claimsOf, ProviderMetadata } from './id-token';

const issuer = 'https://login.state.example';
let ours: CryptoKeyPair;
let theirs: CryptoKeyPair;
beforeAll(async () => {
  ours = await generateKeyPair('RS256');
  theirs = await generateKeyPair('RS256');
});

let places = 0;

/** A provider that publishes one key, at an address that no other test has asked. */
function lineTo(info: Record<string, unknown> | null) {
  places += 1;
  const jwks_uri = `${issuer}/keys/${places}`;
  const asked: string[] = [];
  const answers: typeof fetch = async (input) => {
    const url = String(input);
    asked.push(url);
    if (url !== jwks_uri) return Response.json(info);
    return Response.json({ keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'one', alg: 'RS256' }] });
  };
  const metadata = ProviderMetadata.parse({
    issuer,
    jwks_uri,
    ...(info ? { userinfo_endpoint: `${issuer}/userinfo` } : {}),
  });
  return { metadata, clientId: 'portal', fetch: answers, asked };
}

const payload = { sub: 'abc', email: 'rosa@example.org', email_verified: true, given_name: 'Rosa' };
const tokenOf = (claims: JWTPayload = payload, key = ours.privateKey, more: JWTPayload = {}) =>
  new SignJWT({ iss: issuer, aud: 'portal', ...claims, ...more })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key);
const claims = async (info: Record<string, unknown> | null, idToken: string) =>
  claimsOf(lineTo(info), { idToken, accessToken: 'access' });

describe('an id token', () => {
  it('signed by the provider says who it is, where there is no userinfo endpoint', async () => {
    expect(await claims(null, await tokenOf())).toMatchObject(payload);
  });

  it.each([
    ['of another key', () => tokenOf(payload, theirs.privateKey)],
    ['for another program', () => tokenOf(payload, ours.privateKey, { aud: 'another' })],
    ['of another provider', () => tokenOf(payload, ours.privateKey, { iss: 'https://evil.example' })],
    ['without a subject', () => tokenOf({ email: 'rosa@example.org' })],
    ['whose signature is rubbish', async () => `${(await tokenOf()).replace(/[^.]+$/, '')}AAAA`],
    [
      'that nobody has signed',
      async () => new UnsecuredJWT({ ...payload, iss: issuer, aud: 'portal' }).encode(),
    ],
    [
      'signed with the portal’s secret',
      () =>
        new SignJWT({ iss: issuer, aud: 'portal', ...payload })
          .setProtectedHeader({ alg: 'HS256' })
          .setIssuedAt()
          .setExpirationTime('5m')
          .sign(new TextEncoder().encode('the secret of the client, known to both')),
    ],
  ])('%s counts for nothing', async (_name, token) => {
    await expect(claims(null, await token())).rejects.toThrow();
  });
});

describe('what is taken from where', () => {
  it('userinfo with a subject alone: everything else from the id token', async () => {
    expect(await claims({ sub: 'abc' }, await tokenOf())).toMatchObject(payload);
  });

  it('userinfo first', async () => {
    const info = { sub: 'abc', email: 'new@example.org', email_verified: true, given_name: 'Ana' };
    expect(await claims(info, await tokenOf())).toMatchObject(info);
  });

  it('userinfo of somebody else is refused', async () => {
    await expect(claims({ ...payload, sub: 'mallory' }, await tokenOf())).rejects.toThrow('another subject');
  });

  it.each([
    ['another address that nobody calls verified', { email: 'mallory@example.org' }, undefined],
    ['the same address, verified in the token', { email: 'rosa@example.org' }, true],
    ['the same address, not verified any more', { email: 'rosa@example.org', email_verified: false }, false],
    ['no address, and a word about one', { email_verified: false }, true],
  ])('verified is said of an address: %s', async (_name, info, expected) => {
    expect((await claims({ sub: 'abc', ...info }, await tokenOf())).email_verified).toBe(expected);
  });
});
