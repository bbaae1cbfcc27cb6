import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceCookieFor, knownDevice } from './known-device';

describe('the cookie of a known device', () => {
  const email = 'a@example.org';
  const cookie = deviceCookieFor(email);

  it('is known for its address alone', () => {
    expect(knownDevice(cookie, email)).toBe(cookie.split('.')[0]);
    expect(knownDevice(cookie, 'b@example.org')).toBeNull();
  });

  it('keeps the name of the device from one person to the next', () => {
    const other = deviceCookieFor('b@example.org', cookie);
    expect(other.split('.')[0]).toBe(cookie.split('.')[0]);
    expect(knownDevice(other, 'b@example.org')).toBe(cookie.split('.')[0]);
    expect(knownDevice(other, email)).toBeNull();
    expect(deviceCookieFor(email).split('.')[0]).not.toBe(cookie.split('.')[0]);
  });

  it('takes no name that is none', () => {
    for (const before of ['', 'short', 'x'.repeat(100_000), '../../x', `${'A'.repeat(21)}:.x`])
      expect(deviceCookieFor(email, before).split('.')[0]).toMatch(/^[\w-]{22}$/);
  });

  it('says no to anything else, and never throws', () => {
    const [device, proof = ''] = cookie.split('.');
    for (const text of [
      undefined,
      '',
      '.',
      `${device}.`,
      `.${proof}`,
      `${cookie}.x`,
      `${device}x.${proof}`,
      `${device}.${proof.slice(1)}`,
      `${device}.${proof}AAAA`,
    ])
      expect(knownDevice(text, email)).toBeNull();
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => knownDevice(text, email) === null));
  });
});
