import type { IncomingHttpHeaders } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress, settleHeaders } from './headers.mjs';
import { refuseTarget } from './target.mjs';

test.each([
  ['/', undefined],
  ['/login?next=%2Fdashboard', undefined],
  ['/?a=%', undefined],
  ['/applications/1/../2', undefined],
  ['/%', 400],
  ['//evil.example', 400],
  ['/\\evil.example', 400],
  ['/%5Cevil.example', 400],
  ['/%2F%2Fevil.example', 400],
  ['/a%00b', 400],
  ['/a%0d%0ab', 400],
  ['/a b', 400],
  ['/\u00e9', 400],
  ['http://evil.example/', 400],
  ['*', 400],
  ['', 400],
  [`/${'a'.repeat(9000)}`, 414],
])('the target %j is answered by %s', (target, status) => {
  expect(refuseTarget(target)).toBe(status);
});

test.each([
  ['no proxy is trusted', '1.2.3.4', 0, '10.0.0.9'],
  ['one proxy wrote the last entry', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
  ['two proxies', '6.6.6.6, 1.2.3.4, 10.0.0.8', 2, '1.2.3.4'],
  ['fewer entries than proxies', '1.2.3.4', 2, '10.0.0.9'],
  ['no address', 'unknown', 1, '10.0.0.9'],
  ['a script', '<script>', 1, '10.0.0.9'],
  ['an address with a port', '1.2.3.4:5678', 1, '1.2.3.4'],
  ['an address of version 6 with a port', '[2001:DB8::1]:443', 1, '2001:db8::1'],
  ['nothing sent', undefined, 1, '10.0.0.9'],
  ['version 6, written long', '2001:0db8:0:0:0:0:0:5', 1, '2001:db8::5'],
  ['version 6, shortened elsewhere', '2001:db8::0:5', 1, '2001:db8::5'],
  ['version 6 with a zone', 'fe80::1%eth0', 1, 'fe80::1'],
  ['version 4 in version 6', '::ffff:1.2.3.4', 1, '1.2.3.4'],
  ['version 4 in version 6, in hexadecimal', '::FFFF:0102:0304', 1, '1.2.3.4'],
])('client address: %s', (_what, forwarded, hops, expected) => {
  expect(clientAddress(forwarded, '::ffff:10.0.0.9', hops)).toBe(expected);
});

const facts = {
  socketAddress: '10.0.0.9',
  requestId: 'id-1',
  trustedHops: 0,
  appUrl: new URL('https://portal.example'),
  ownHosts: new Set(['portal.example']),
};

test('what only the portal may say is taken out of a request', () => {
  const headers: Record<string, string> = {
    host: 'evil.example',
    forwarded: 'for=1.2.3.4',
    'x-forwarded-host': 'evil.example',
    'x-client-address': '1.2.3.4',
    'x-request-id': 'mine',
    'x-nonce': 'mine',
    'x-portal-path': '/admin',
    'x-middleware-subrequest': 'middleware:middleware',
    'content-security-policy': "script-src 'nonce-mine'",
    'next-action': 'kept',
    cookie: 'kept',
  };
  settleHeaders(headers, facts);
  expect(headers).toEqual({
    host: 'portal.example',
    'x-forwarded-host': 'portal.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '10.0.0.9',
    'x-client-address': '10.0.0.9',
    'x-request-id': 'id-1',
    'next-action': 'kept',
    cookie: 'kept',
  });
});

test.each(['https://evil.example', 'null', 'http://portal.example', 'https://portal.example.evil.example'])(
  'the foreign origin %s becomes a cross-site mark',
  (origin) => {
    const headers: Record<string, string> = {
      host: 'portal.example',
      origin,
      'sec-fetch-site': 'same-origin',
    };
    settleHeaders(headers, facts);
    expect(headers.origin).toBeUndefined();
    expect(headers['sec-fetch-site']).toBe('cross-site');
  },
);

test('what Next cannot read as the state of a browser counts as not sent', () => {
  const tree = encodeURIComponent('["",{"children":["help",{"children":["__PAGE__",{}]}]},null,null,16]');
  const kept = (sent?: string) => {
    const headers: IncomingHttpHeaders = sent === undefined ? {} : { 'next-router-state-tree': sent };
    settleHeaders(headers, facts);
    return headers['next-router-state-tree'];
  };
  expect(kept(tree)).toBe(tree);
  for (const sent of [undefined, '', 'x', '%', '%5B%5D', `${tree}, ${tree}`, tree.replace('16', 'true')])
    expect(kept(sent), sent).toBeUndefined();
});

test('the own origin stays', () => {
  const headers: Record<string, string> = { host: 'portal.example', origin: 'https://portal.example' };
  settleHeaders(headers, facts);
  expect(headers.origin).toBe('https://portal.example');
  expect(headers['sec-fetch-site']).toBeUndefined();
});
