import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';

/**
 * An authenticator in software: makes ES256 passkeys and signs with them, as a device would (WebAuthn Level 3, sections
 * 6.1 and 6.5). Every fault that a test wants can be asked for.
 */

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

/** CBOR (RFC 8949) of what an attestation is made of: small numbers, byte and text strings, maps. */
function cbor(value: number | Uint8Array | string | Map<number | string, unknown>): Buffer {
  const head = (major: number, length: number) => {
    if (length < 24) return Buffer.from([(major << 5) | length]);
    if (length < 256) return Buffer.from([(major << 5) | 24, length]);
    return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  };
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, entry]) => [cbor(key), cbor(entry as number)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

/** What is to be different from what the portal asked for. */
export type Faults = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** The device did not ask for finger, face or PIN. */
  unverified?: true;
  counter?: number;
  userHandle?: string;
  format?: string;
  /** Signs with another key than the passkey's. */
  key?: KeyObject;
  type?: string;
};

const UP = 0x01;
const UV = 0x04;
const BE = 0x08;
const BS = 0x10;
const AT = 0x40;

export type SoftPasskey = ReturnType<typeof softPasskey>;

/** A passkey that is not made known to anybody yet. `synced`: kept in several devices. */
export function softPasskey({ synced = false, counts = true } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  let counter = 0;
  let handle = base64url('nobody');

  const authData = (rpId: string, flags: number, count: number, more: Buffer = Buffer.alloc(0)) => {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags | (synced ? BE | BS : 0));
    head.writeUInt32BE(count, 1);
    return Buffer.concat([sha256(rpId), head, more]);
  };
  const clientData = (type: string, challenge: string, origin: string) =>
    JSON.stringify({ type, challenge, origin, crossOrigin: false });
  const next = (faults: Faults) => {
    if (faults.counter !== undefined) return faults.counter;
    counter += counts ? 1 : 0;
    return counter;
  };

  return {
    id: base64url(id),
    /** The same passkey in another device, whose counter goes its own way. */
    key: createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })),

    /** The JSON that a browser answers to "make a passkey". */
    make(
      options: { challenge: string; rp: { id?: string }; user: { id: string } },
      faults: Faults = {},
    ): string {
      handle = options.user.id;
      const cose = new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]);
      const length = Buffer.from([id.length >> 8, id.length & 255]);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, cbor(cose)]);
      const flags = UP | (faults.unverified ? 0 : UV) | AT;
      const data = authData(faults.rpId ?? options.rp.id ?? '', flags, faults.counter ?? 0, credential);
      const attestation = new Map<string, unknown>([
        ['fmt', faults.format ?? 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]);
      const client = clientData(
        faults.type ?? 'webauthn.create',
        faults.challenge ?? options.challenge,
        faults.origin ?? originOf(options.rp.id),
      );
      return JSON.stringify({
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        response: {
          clientDataJSON: base64url(client),
          attestationObject: base64url(cbor(attestation)),
          transports: ['internal', 'hybrid', 'carrier-pigeon'],
        },
        clientExtensionResults: {},
      });
    },

    /** The JSON that a browser answers to "use a passkey". */
    use(options: { challenge: string; rpId?: string | undefined }, faults: Faults = {}): string {
      const rpId = faults.rpId ?? options.rpId ?? '';
      const data = authData(rpId, UP | (faults.unverified ? 0 : UV), next(faults));
      const client = clientData(
        faults.type ?? 'webauthn.get',
        faults.challenge ?? options.challenge,
        faults.origin ?? originOf(options.rpId),
      );
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), faults.key ?? privateKey);
      return JSON.stringify({
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle: faults.userHandle ?? handle,
        },
        clientExtensionResults: {},
      });
    },
  };
}

/** Where the demonstration's passkeys are used. */
const originOf = (rpId = '') => `http://${rpId}:3000`;
