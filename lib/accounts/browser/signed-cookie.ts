import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/platform/env';

/** `<JSON, base64url>.<HMAC-SHA-256>`: what waits in a cookie of the browser and may not be changed there. */
function signature(purpose: string, body: string): Buffer {
  return createHmac('sha256', env().AUTH_SECRET).update(`portal-${purpose}:${body}`).digest();
}

/** Signs what can be written as JSON until `until`; a value signed for one purpose is none for another. */
export function signValue(purpose: string, content: object, until: Date): string {
  const body = Buffer.from(JSON.stringify({ content, until: until.getTime() })).toString('base64url');
  return `${body}.${signature(purpose, body).toString('base64url')}`;
}

/** What was signed for this purpose and has not run out, else null. */
export function openSignedValue(purpose: string, sealed: string | undefined, now: Date): unknown {
  const [body, proof, more] = sealed?.split('.') ?? [];
  if (!body || !proof || more !== undefined) return null;
  const given = Buffer.from(proof, 'base64url');
  const expected = signature(purpose, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const { content, until } = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  return until > now.getTime() ? content : null;
}
