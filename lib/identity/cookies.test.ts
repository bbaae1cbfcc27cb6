import { describe, expect, it } from 'vitest';
import { linkKinds } from '@/lib/shared/link-kinds.mjs';
import { cookieName, cookieOf, cookieOptions, endOfCookie, linkCookie } from './cookies';

const secure = 'https://portal.example';
const plain = 'http://127.0.0.1:3000';

describe('cookies of the portal', () => {
  it('are bound to the host over https, each of them', () => {
    for (const kind of ['session', 'attempt', 'remember', 'device', 'language', 'flash', 'trip'] as const) {
      expect(cookieName(kind, secure)).toBe(`__Host-${cookieName(kind, plain)}`);
      // `__Host-` asks for all of this, or browsers drop the cookie.
      expect(cookieOptions(kind, secure)).toMatchObject({ secure: true, path: '/' });
      expect(endOfCookie(kind, secure)).toMatchObject({ secure: true, path: '/' });
    }
    for (const kind of linkKinds)
      expect(linkCookie(kind, secure)).toMatchObject({
        name: `__Host-portal-${kind}-link`,
        secure: true,
        path: '/',
      });
  });

  it('are kept from scripts, but for the language and the line that is shown once', () => {
    for (const kind of ['session', 'attempt', 'device', 'remember', 'trip', 'newcomer'] as const)
      expect(cookieOf(kind, 'x', secure).httpOnly, kind).toBe(true);
    expect(cookieOf('language', 'es', secure).httpOnly).toBe(false);
    expect(cookieOf('flash', 'saved', secure)).toMatchObject({ httpOnly: false, maxAge: 20 });
  });

  it('go when they are taken away: no age keeps them', () => {
    for (const kind of ['session', 'state', 'nonce', 'pkceCodeVerifier', 'trip', 'newcomer'] as const)
      expect(endOfCookie(kind, secure), kind).toEqual({
        name: cookieName(kind, secure),
        path: '/',
        secure: true,
      });
  });

  it('of a mailed link are kept from scripts, for half an hour', () => {
    expect(linkCookie('reset', secure)).toMatchObject({ httpOnly: true, maxAge: 1800 });
  });
});
