import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookieName } from './cookies';
import { openSessionCookie, sealSessionCookie } from './session-cookie';

const secret = 'one secret of the portal, long enough';
const now = new Date('2026-11-22T12:00:00.000Z');
const later = new Date('2026-11-23T00:00:00.000Z');
const id = 'abcDEF_-0123456789';
const open = (cookie: string | undefined, at = now, key = secret) => openSessionCookie(cookie, key, at);
const last = (text: string, by: string) => text.slice(0, -1) + by;

describe('the session cookie', () => {
  it('opens to what was sealed, to the second', () => {
    const cookie = sealSessionCookie(id, new Date(later.getTime() + 999), secret);
    expect(cookie).toMatch(/^[\w-]+\.[0-9a-z]+\.[\w-]{43}$/);
    expect(open(cookie)).toEqual({ sessionId: id, expiresAt: later });
  });

  it('opens until its end, and not at it', () => {
    const cookie = sealSessionCookie(id, later, secret);
    expect(open(cookie, new Date(later.getTime() - 1))).not.toBeNull();
    expect(open(cookie, later)).toBeNull();
    expect(open(sealSessionCookie(id, new Date(0), secret))).toBeNull();
  });

  it('opens with its own secret alone', () => {
    const cookie = sealSessionCookie(id, later, secret);
    expect(open(cookie, now, `${secret}x`)).toBeNull();
    expect(open(cookie)).not.toBeNull();
  });

  it('does not open when a single part of it was touched', () => {
    const cookie = sealSessionCookie(id, later, secret);
    const [name = '', end = '', proof = ''] = cookie.split('.');
    const other = sealSessionCookie('another', later, secret);
    const touched = [
      `${name}x.${end}.${proof}`,
      `${name}.${end}0.${proof}`,
      `${name}.zzzzzz.${proof}`,
      `${name.toLowerCase()}.${end}.${proof}`,
      `${name}.${end.toUpperCase()}.${proof}`,
      `${name}.${end}.${last(proof, proof.endsWith('A') ? 'Q' : 'A')}`,
      `${name}.${end}.${proof}A`,
      `${name}.${end}.${proof}=`,
      `${name}.${end}.`,
      `${name}.${end}`,
      `${name}..${proof}`,
      `.${end}.${proof}`,
      `${cookie}.`,
      `${cookie}.x`,
      `.${cookie}`,
      ` ${cookie}`,
      `${name}.${end}.${other.split('.')[2]}`,
      `another.${end}.${proof}`,
      `${name}.-1.${proof}`,
      `${name}.NaN.${proof}`,
    ];
    for (const each of touched) expect(open(each), each).toBeNull();
  });

  it('says nothing and throws nothing for anything else', () => {
    for (const text of [
      undefined,
      '',
      '.',
      '..',
      '...',
      'x',
      'null',
      '💥.💥.💥',
      'a.b.c',
      `a.b.${'A'.repeat(43)}`,
      '\u0000.\u0000.\u0000',
      'x'.repeat(100_000),
    ])
      expect(open(text)).toBeNull();
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('A', '_', '-', '9'), minLength: 43, maxLength: 43 }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(part, { minLength: 3, maxLength: 3 }).map((parts) => parts.join('.')),
        ),
        (text) => {
          expect(open(text)).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is bound to the host on https', () => {
    expect([
      cookieName('session', 'https://x.example'),
      cookieName('session', 'http://127.0.0.1:3000'),
    ]).toEqual(['__Host-portal-session', 'portal-session']);
  });
});
