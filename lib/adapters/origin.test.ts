import { afterEach, describe, expect, it } from 'vitest';
import { env, overrideSettings } from '@/lib/platform/env';
import { isOwnRequest } from './origin';

const own = 'http://127.0.0.1:3000';
const before = env();
afterEach(() => overrideSettings(before));

type Case = [headers: Record<string, string>, isOwn: boolean];
const form = 'application/x-www-form-urlencoded';
const cases: Case[] = [
  // Browsers say where a request comes from.
  [{ origin: own, 'sec-fetch-site': 'same-origin', 'content-type': form }, true],
  [{ origin: own, 'content-type': form }, true],
  [{ 'sec-fetch-site': 'same-origin', 'content-type': form }, true],
  [{ 'sec-fetch-site': 'none', 'content-type': form }, true],
  [{ origin: 'http://localhost:3000' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ 'sec-fetch-site': 'SAME-ORIGIN' }, false],
  [{ 'sec-fetch-site': '' }, false],
  [{ origin: 'null' }, false],
  [{ origin: '' }, false],
  [{ origin: 'http://127.0.0.1:3001' }, false],
  [{ origin: 'https://127.0.0.1:3000' }, false],
  [{ origin: 'http://127.0.0.1' }, false],
  [{ origin: `${own}.evil.example` }, false],
  [{ origin: `${own}/` }, false],
  [{ origin: 'http://evil.example' }, false],
  [{ origin: 'http://localhost:3001' }, false],
  // Both must agree.
  [{ origin: own, 'sec-fetch-site': 'cross-site' }, false],
  [{ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, false],
  [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
  // Neither: a program, with JSON or without a body.
  [{}, true],
  [{ 'content-length': '0' }, true],
  [{ 'content-type': 'application/json', 'content-length': '9' }, true],
  [{ 'content-type': 'application/json; charset=utf-8' }, true],
  [{ 'content-type': ' APPLICATION/JSON' }, true],
  [{ 'content-length': '9' }, false],
  [{ 'transfer-encoding': 'chunked' }, false],
  [{ 'content-type': form }, false],
  [{ 'content-type': 'multipart/form-data; boundary=x' }, false],
  [{ 'content-type': 'text/plain' }, false],
  [{ 'content-type': 'text/plain; application/json' }, false],
  [{ 'content-type': 'application/json-patch+json' }, false],
  [{ 'content-type': '' }, false],
  // A Referer proves nothing.
  [{ referer: `${own}/login`, 'content-type': form }, false],
  [{ origin: 'http://evil.example', 'content-type': 'application/json' }, false],
];

describe('isOwnRequest', () => {
  it.each(cases)('%j: %s', (headers, expected) => {
    expect(isOwnRequest(new Headers(headers))).toBe(expected);
  });

  it('takes localhost only while APP_URL is the default', () => {
    overrideSettings({ APP_URL: 'http://127.0.0.1:3000', isAppUrlDefault: false });
    expect(isOwnRequest(new Headers({ origin: 'http://localhost:3000' }))).toBe(false);
    overrideSettings({ APP_URL: 'https://services.alder.example', isAppUrlDefault: false });
    expect(isOwnRequest(new Headers({ origin: 'https://services.alder.example' }))).toBe(true);
    for (const origin of [
      own,
      'http://services.alder.example',
      'https://services.alder.example:444',
      'https://alder.example',
    ])
      expect(isOwnRequest(new Headers({ origin })), origin).toBe(false);
  });
});
