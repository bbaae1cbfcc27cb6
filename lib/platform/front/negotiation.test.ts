import { describe, expect, it } from 'vitest';
import { lessonMethods, lessonTarget, wantsJson } from './negotiation.mjs';

const chrome =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7';
const firefox = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const safari = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('wantsJson', () => {
  type Case = [method: string, path: string, headers: Record<string, string>, json: boolean];
  const cases: Case[] = [
    // Browsers get pages, everywhere.
    ...[chrome, firefox, safari].flatMap((accept): Case[] =>
      ['/', '/login', '/dashboard', '/auth/users'].map((path) => ['GET', path, { accept }, false]),
    ),
    ['POST', '/login', { accept: chrome, 'content-type': 'application/x-www-form-urlencoded' }, false],
    ['POST', '/login', { accept: chrome, 'content-type': 'multipart/form-data; boundary=x' }, false],
    // A JSON body asks for JSON.
    ['POST', '/login', { 'content-type': 'application/json' }, true],
    ['POST', '/login', { 'content-type': 'application/json; charset=utf-8', accept: chrome }, true],
    ['POST', '/login', { 'content-type': ' Application/JSON;charset=UTF-8' }, true],
    ['POST', '/login', { 'content-type': 'application/json', accept: '*/*' }, true],
    ['POST', '/login', { 'content-type': 'application/jsonp' }, false],
    ['POST', '/login', { 'content-type': 'application/problem+json' }, false],
    ['POST', '/login', { 'content-type': 'text/plain, application/json' }, false],
    // Accept that prefers JSON to HTML.
    ['GET', '/login', { accept: 'application/json' }, true],
    ['POST', '/logout', { accept: 'application/json' }, true],
    ['GET', '/login', { accept: 'APPLICATION/JSON' }, true],
    ['GET', '/login', { accept: 'application/json, text/html;q=0.9' }, true],
    ['GET', '/login', { accept: 'text/html;q=0.5,application/json;q=0.6' }, true],
    ['GET', '/login', { accept: 'application/json;q=0.9, */*;q=0.8' }, true],
    ['GET', '/login', { accept: 'application/json, text/plain, */*' }, false],
    ['GET', '/login', { accept: 'application/json, text/html' }, false],
    ['GET', '/login', { accept: 'application/json;q=0.5, text/html' }, false],
    ['GET', '/login', { accept: 'application/json;q=0' }, false],
    ['GET', '/login', { accept: 'application/json;q=0.9, text/*' }, false],
    ['GET', '/login', { accept: 'application/json;q=x' }, true],
    ['GET', '/login', { accept: 'application/json; q=0.3 , text/html; q=0.2' }, true],
    ['GET', '/login', { accept: 'application/*' }, false],
    ['GET', '/login', { accept: '*/*' }, false],
    ['GET', '/login', {}, false],
    ['GET', '/login', { accept: '' }, false],
    ['GET', '/login', { accept: ',,;;q=,' }, false],
    // At /dashboard and /auth/* JSON comes first: plain curl, python-requests, the lesson's own lines.
    ['GET', '/dashboard', {}, true],
    ['GET', '/dashboard', { accept: '*/*' }, true],
    ['GET', '/dashboard/', { accept: '*/*' }, true],
    ['GET', '/auth/users', { accept: '*/*' }, true],
    ['GET', '/auth/current-user', {}, true],
    ['GET', '/auth/current-user', { accept: 'application/json, text/plain, */*' }, true],
    ['GET', '/dashboard', { accept: 'text/*' }, true],
    ['GET', '/dashboard', { accept: 'text/html;q=0, */*' }, true],
    ['GET', '/dashboard', { accept: 'text/html;q=0.1' }, false],
    ['GET', '/dashboard', { accept: 'application/json, text/html;q=0.9' }, true],
    ['GET', '/dashboards', { accept: '*/*' }, false],
    ['GET', '/auth', { accept: '*/*' }, false],
    ['GET', '/authority/x', { accept: '*/*' }, false],
    // React's actions are no JSON callers.
    [
      'POST',
      '/dashboard',
      { 'next-action': 'x', accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8' },
      false,
    ],
    [
      'POST',
      '/login',
      { 'next-action': 'x', accept: 'text/x-component', 'content-type': 'multipart/form-data; boundary=x' },
      false,
    ],
    ['POST', '/login', { 'next-action': 'x', 'content-type': 'application/json' }, false],
    ['GET', '/dashboard', { 'next-action': 'x', accept: '*/*' }, true],
    // Next's own requests for parts of pages are for pages.
    ['GET', '/dashboard', { rsc: '1', accept: '*/*' }, false],
    ['GET', '/auth/users', { rsc: '1' }, false],
  ];
  it.each(cases)('%s %s %j: %s', (method, path, headers, expected) => {
    expect(wantsJson(method, path, new Headers(headers))).toBe(expected);
  });

  it('is not held up by an endless header', () => {
    const start = process.cpuUsage();
    wantsJson('GET', '/login', new Headers({ accept: `${'a/b;q=0.1;'.repeat(100_000)}` }));
    wantsJson('GET', '/login', new Headers({ accept: `${','.repeat(1_000_000)}` }));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(200);
  });
});

describe('lessonMethods', () => {
  it.each([
    ['/login', ['POST']],
    ['/login/', ['POST']],
    ['/reset/abc', ['POST']],
    ['/dashboard', ['GET', 'HEAD']],
    ['/auth/users', ['GET', 'HEAD']],
    ['/', null],
    ['/auth', null],
    ['/auth/other', null],
    ['/login/x', null],
    ['/reset/a/b', null],
    ['/api/v1/me', null],
  ])('%s: %j', (path, expected) => {
    expect(lessonMethods(path)).toEqual(expected);
  });
});

describe('lessonTarget', () => {
  const json = new Headers({ accept: 'application/json' });
  it.each([
    ['GET', '/dashboard', '/api/lesson/dashboard'],
    ['HEAD', '/dashboard/', '/api/lesson/dashboard'],
    ['POST', '/login?include_auth_token', '/api/lesson/login?include_auth_token'],
    ['GET', '/auth/users?page=2&per_page=5', '/api/lesson/auth/users?page=2&per_page=5'],
    ['POST', '/reset/abc', '/api/lesson/reset/abc'],
    // What answers no JSON there is told so.
    ['GET', '/login', '/api/lesson/none'],
    ['DELETE', '/dashboard?x=1', '/api/lesson/none?x=1'],
    ['GET', '/nothing/here', '/api/lesson/none'],
    ['GET', '/', '/api/lesson/none'],
    // Addresses that answer for themselves.
    ['GET', '/api/v1/me', null],
    ['GET', '/_next/static/x.js', null],
    ['GET', '/healthz', null],
    ['GET', '/readyz', null],
  ])('%s %s: %s', (method, url, expected) => {
    expect(lessonTarget(method, url, json)).toBe(expected);
  });

  it('is none for a page', () => {
    expect(lessonTarget('GET', '/login', new Headers({ accept: chrome }))).toBeNull();
  });
});
