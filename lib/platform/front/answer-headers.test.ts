import { describe, expect, it } from 'vitest';
import { answerHeaders } from './answer-headers.mjs';

describe('the headers of every answer', () => {
  const headers: Record<string, string> = answerHeaders({ secure: true, pathname: '/dashboard' });
  it.each([
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
    ['cross-origin-resource-policy', 'same-origin'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['x-xss-protection', '0'],
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['strict-transport-security', 'max-age=63072000; includeSubDomains'],
  ])('%s: %s', (name, value) => {
    expect(headers[name]).toBe(value);
  });

  it('turn off what the portal has no use for', () => {
    for (const feature of ['camera', 'microphone', 'geolocation', 'payment'])
      expect(headers['permissions-policy']).toContain(`${feature}=()`);
    expect(Object.keys(headers).filter((name) => /powered|^server$|access-control/.test(name))).toEqual([]);
  });

  it('promise https on https alone', () => {
    expect(answerHeaders({ secure: false, pathname: '/' })).not.toHaveProperty('strict-transport-security');
  });

  it.each([
    ['/reset/abc', 'no-referrer'],
    ['/confirm/abc', 'no-referrer'],
    ['/reset/link', 'same-origin'],
    ['/confirm/link', 'same-origin'],
    ['/reset/link/x', 'no-referrer'],
    ['/account-reset/x', 'no-referrer'],
    ['/reset', 'strict-origin-when-cross-origin'],
    ['/login', 'strict-origin-when-cross-origin'],
    ['/x/reset/y', 'strict-origin-when-cross-origin'],
  ])('%s: %s', (pathname, policy) => {
    expect(answerHeaders({ secure: false, pathname })['referrer-policy']).toBe(policy);
  });
});
