import 'server-only';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

/** A credential's id has 1,023 bytes at most (WebAuthn Level 3, section 5.8.1): so many characters of base64url. */
const MAX_ID = 1364;

const base64url = z.string().regex(/^[\w-]+$/);
const id = base64url.max(MAX_ID);
const common = { id, rawId: id, type: z.literal('public-key') };
const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);

const Made = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    // Only a help for the browser next time: what is not known is left out.
    transports: z
      .array(transport.or(z.string()).transform((name) => transport.safeParse(name).data))
      .max(20)
      .catch([])
      .transform((names) => names.filter((name) => name !== undefined)),
  }),
});

const Used = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.max(200).optional(),
  }),
});

/** The challenge that an answer says it is to. */
const ClientData = z.object({ challenge: base64url.max(100) });

export type MadeAnswer = { challenge: string; response: RegistrationResponseJSON };
export type UsedAnswer = { challenge: string; response: AuthenticationResponseJSON };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function challengeIn(clientDataJSON: string): string | undefined {
  const text = Buffer.from(clientDataJSON, 'base64url').toString('utf8');
  return ClientData.safeParse(parsed(text)).data?.challenge;
}

/** A browser's answer to "make a passkey"; null for whatever is none. */
export function readMade(text: string): MadeAnswer | null {
  const made = Made.safeParse(parsed(text)).data;
  const challenge = made && challengeIn(made.response.clientDataJSON);
  return made && challenge ? { challenge, response: { ...made, clientExtensionResults: {} } } : null;
}

/** A browser's answer to "use a passkey"; null for whatever is none. */
export function readUsed(text: string): UsedAnswer | null {
  const used = Used.safeParse(parsed(text)).data;
  const challenge = used && challengeIn(used.response.clientDataJSON);
  if (!used || !challenge) return null;
  const { userHandle, ...response } = used.response;
  return {
    challenge,
    response: {
      ...used,
      response: { ...response, ...(userHandle ? { userHandle } : {}) },
      clientExtensionResults: {},
    },
  };
}
