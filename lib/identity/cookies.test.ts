import { describe, expect, it } from 'vitest';
import { cookieName, cookieOf, cookieOptions, endOfCookie, linkCookie } from './cookies';

const secure = 'https://portal.example';
const plain = 'http://127.0.0.1:3000';

describe('cookies of the portal', () => {
  it('are bound to the host over https, where they must be', () => {
    expect([cookieName('session', secure), cookieName('session', plain)]).toEqual([
      '__Host-portal-session',
      'portal-session',
    ]);
    // `__Host-` asks for all of this, or browsers drop the cookie.
    expect(cookieOptions('trip', secure)).toMatchObject({ secure: true, path: '/' });
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

  it('of a mailed link are for its pages alone', () => {
    expect(linkCookie('reset', secure)).toMatchObject({ path: '/reset', httpOnly: true, maxAge: 1800 });
  });
});
