import 'server-only';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import type { PasskeyFound } from '@/lib/identity';
import type { MadeAnswer, UsedAnswer } from './answers';
import type { RelyingParty } from './relying-party';

/** EdDSA, ES256 and RS256 (COSE numbers): what every authenticator has one of. */
export const ALGORITHMS = [-8, -7, -257];

/**
 * None is asked for, so browsers send none, or what the key itself signed. The others may not even be looked at: their
 * certificates name addresses that would be called.
 */
const attestations: readonly unknown[] = ['none', 'packed'];

export type NewPasskey = {
  id: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: string[];
  backedUp: boolean;
};

/** The passkey of an answer, when everything about it is right: origin, host, user verification, key. Else null. */
export async function verifyMade(answer: MadeAnswer, party: RelyingParty): Promise<NewPasskey | null> {
  try {
    const { attestationObject } = answer.response.response;
    const format = decodeAttestationObject(bytesOf(attestationObject)).get('fmt');
    if (!attestations.includes(format)) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer.response,
      expectedChallenge: answer.challenge,
      expectedOrigin: party.origins,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    // The id that the browser names must be the one that the authenticator signed for.
    if (!verified || registrationInfo.credential.id !== answer.response.id) return null;
    const { credential, credentialBackedUp } = registrationInfo;
    return {
      id: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: answer.response.response.transports ?? [],
      backedUp: credentialBackedUp,
    };
  } catch {
    // The library throws for every fault of what was sent.
    return null;
  }
}

export type Use = { counter: number; backedUp: boolean };

/**
 * What an answer proves about a passkey, when its signature, origin, host and user verification are right; else null.
 * Whether its challenge and its counter still count is for the database to say: use-passkey.ts.
 */
export async function verifyUsed(
  answer: UsedAnswer,
  passkey: PasskeyFound['passkey'],
  party: RelyingParty,
): Promise<Use | null> {
  const { userHandle } = answer.response.response;
  if (userHandle !== undefined && userHandle !== userHandleOf(passkey.userId)) return null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer.response,
      expectedChallenge: answer.challenge,
      expectedOrigin: party.origins,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64')),
        counter: 0,
      },
    });
    const { newCounter, credentialBackedUp } = authenticationInfo;
    return verified ? { counter: newCounter, backedUp: credentialBackedUp } : null;
  } catch {
    return null;
  }
}

/** How authenticators know a person: by the id of the account, which tells nothing about them. */
export function userHandleOf(userId: string): string {
  return Buffer.from(userId, 'utf8').toString('base64url');
}

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
