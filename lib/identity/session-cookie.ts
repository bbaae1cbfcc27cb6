import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The session cookie: `<session id>.<expiry, seconds, base 36>.<HMAC-SHA-256>`. It proves only that the portal made
 * it; whether the session still lives is for its row to say.
 */

/** Not by Web Crypto: that hands each signature to another thread, which costs more than all the rest of a look. */
function signatureOf(content: string, secret: string): string {
  return createHmac('sha256', `portal-session:${secret}`).update(content).digest('base64url');
}

/** Signs a session id (no dots in it) until `expiresAt`. */
export function sealSessionCookie(sessionId: string, expiresAt: Date, secret: string): string {
  const content = `${sessionId}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`;
  return `${content}.${signatureOf(content, secret)}`;
}

/** The session id of a cookie that the portal signed and that has not run out, else null. */
export function openSessionCookie(
  cookie: string | undefined,
  secret: string,
  now: Date,
): { sessionId: string; expiresAt: Date } | null {
  const [sessionId, expiry, signature = '', more] = cookie?.split('.') ?? [];
  // Two texts of the same length alone can be compared without telling by the time where they part.
  if (!sessionId || !expiry || more !== undefined || !/^[\w-]{43}$/.test(signature)) return null;
  const own = signatureOf(`${sessionId}.${expiry}`, secret);
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(own))) return null;
  const expiresAt = new Date(Number.parseInt(expiry, 36) * 1000);
  return expiresAt > now ? { sessionId, expiresAt } : null;
}
