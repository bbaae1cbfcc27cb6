import { fromBase64url, toBase64url } from '@/lib/shared/base64url';

/**
 * The session cookie: `<session id>.<expiry, seconds, base 36>.<HMAC-SHA-256>`. It proves only that the portal made
 * it; whether the session still lives is for its row to say. Web Crypto, so that the edge middleware reads it too.
 */
const encoder = new TextEncoder();
let cached: { secret: string; key: Promise<CryptoKey> } | undefined;

function keyOf(secret: string): Promise<CryptoKey> {
  if (cached?.secret !== secret) {
    const key = crypto.subtle.importKey(
      'raw',
      encoder.encode(`portal-session:${secret}`),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign', 'verify'],
    );
    cached = { secret, key };
  }
  return cached.key;
}

/** The bytes of an HMAC-SHA-256, or null for what cannot be one. */
function signatureOf(text: string): Uint8Array<ArrayBuffer> | null {
  return /^[\w-]{43}$/.test(text) ? fromBase64url(text) : null;
}

/** Signs a session id (no dots in it) until `expiresAt`. */
export async function sealSessionCookie(sessionId: string, expiresAt: Date, secret: string): Promise<string> {
  const content = `${sessionId}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`;
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret), encoder.encode(content));
  return `${content}.${toBase64url(new Uint8Array(signature))}`;
}

/** The session id of a cookie that the portal signed and that has not run out, else null. */
export async function openSessionCookie(
  cookie: string | undefined,
  secret: string,
  now: Date,
): Promise<{ sessionId: string; expiresAt: Date } | null> {
  const [sessionId, expiry, signature, more] = cookie?.split('.') ?? [];
  const bytes = signatureOf(signature ?? '');
  if (!sessionId || !expiry || more !== undefined || !bytes) return null;
  const content = encoder.encode(`${sessionId}.${expiry}`);
  if (!(await crypto.subtle.verify('HMAC', await keyOf(secret), bytes, content))) return null;
  const expiresAt = new Date(Number.parseInt(expiry, 36) * 1000);
  return expiresAt > now ? { sessionId, expiresAt } : null;
}
