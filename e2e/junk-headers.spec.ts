import { connect } from 'node:net';
import { expectCalm, type Odd, PATIENCE } from './calm';
import { send, sendBytes } from './http';
import { expect, test } from './test';

// Headers, and bytes, that make no sense: see calm.ts.

const json = { 'content-type': 'application/json' };

test('odd headers', async ({ portal }) => {
  const values: Record<string, string[]> = {
    cookie: [
      'portal-session=',
      'portal-session=x',
      'portal-session=%',
      `portal-session=${'a'.repeat(6000)}`,
      'portal-session=a.b.c',
      'portal-session=a; portal-session=b',
      '=;=;;',
      'portal-language=%%%',
      'portal-language=../../etc',
      'portal-language=__proto__',
      'portal-flash=__proto__',
      'portal-flash=<script>',
      'portal-flash=signedOut.x',
      'portal-device=%00',
      `portal-device=${'x'.repeat(5000)}`,
      'portal-reset-link=%00',
      'portal-confirm-link=x',
      '__Secure-authjs.session-token=eyJ',
      'authjs.csrf-token=x',
      Array.from({ length: 300 }, (_, index) => `c${index}=1`).join('; '),
    ],
    authorization: [
      'Bearer',
      'Bearer ',
      'Bearer x',
      `Bearer ${'x'.repeat(6000)}`,
      'Bearer a b',
      'Basic eDp5',
      'Negotiate',
      '%00',
    ],
    'authentication-token': ['', 'x', 'x'.repeat(6000), '{"a":1}', 'WyJ4Il0.x.y'],
    accept: [
      '',
      ',',
      ';',
      ';;q=',
      'application/json;q=x',
      'a/b;q=9',
      '*',
      `${'a/b,'.repeat(1500)}`,
      'text/html;q=0',
      'application/json;q=0.000, */*;q=0',
    ],
    'accept-language': [
      '',
      '*',
      'x',
      ';q=',
      'es;q=9',
      '-',
      'a-b-c-d-e-f-g-h',
      `${'es,'.repeat(2000)}`,
      '../../messages/en',
    ],
    'accept-encoding': ['', '*', 'br;q=x', 'identity;q=0', 'br,,,;'],
    'content-type': [
      '',
      '/',
      ';',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'application/json;',
    ],
    origin: ['', 'null', 'x', 'http://', 'javascript:', `http://${'a'.repeat(5000)}`],
    'sec-fetch-site': ['', 'x', 'same-origin, cross-site'],
    'user-agent': [
      '',
      '\u00ff\u00fe',
      `Mozilla/5.0 ${'('.repeat(5000)}`,
      '%{jndi:ldap://x}',
      `${'a'.repeat(50)}${' '.repeat(5000)}`,
    ],
    host: ['', 'x', 'x:y', '127.0.0.1:99999', '[::1', 'evil.example', 'a'.repeat(2000)],
    'x-forwarded-for': ['', 'x', '1.2.3.4, 5.6.7.8', ','.repeat(3000), '::1%lo'],
    'x-forwarded-proto': ['javascript', 'https, http'],
    rsc: ['1', 'x'],
    'next-router-state-tree': [
      '',
      'x',
      '%5B%5D',
      '%',
      `%5B${'%22a%22,'.repeat(500)}1%5D`,
      encodeURIComponent('["",{"children":["dashboard",{}]},null,"refetch"]'),
    ],
    'next-router-prefetch': ['1', '2', 'x'],
    'next-router-segment-prefetch': ['/_tree', '/x', '%'],
    'next-url': ['//', '%', 'http://evil.example'],
    'next-resume': ['1'],
    'x-nextjs-data': ['1'],
    'x-middleware-subrequest': ['middleware:middleware:middleware:middleware:middleware'],
    'x-matched-path': ['/api/lesson/login', '//'],
    'x-invoke-path': ['/dashboard'],
    range: ['bytes=0-', 'bytes=9-1', 'bytes=x'],
    'if-none-match': ['*', 'W/"'],
    'if-modified-since': ['x'],
    upgrade: ['websocket', 'h2c'],
    'content-encoding': ['gzip', 'x'],
    purpose: ['prefetch'],
  };
  const odd = Object.entries(values).flatMap(([name, all]) =>
    all.flatMap((value) =>
      ['/login', '/dashboard'].map((path): Odd => {
        const headers: Record<string, string> = { accept: 'text/html', [name]: value };
        if (name === 'upgrade') headers.connection = 'Upgrade';
        return { name: `${path} ${name}: ${value.slice(0, 60)}`, path, headers };
      }),
    ),
  );
  // What scripts ask for where there is no page is answered without the detour by which Next settles their address.
  const trees = (values['next-router-state-tree'] ?? []).map((value): Odd => {
    const headers = { rsc: '1', 'next-router-state-tree': value };
    return { name: `/nothing, the state ${value.slice(0, 60)}`, path: '/nothing', headers };
  });
  await expectCalm(portal, [...odd, ...trees]);
});

test('bytes that are no proper HTTP', async ({ portal }) => {
  const host = `Host: 127.0.0.1:${portal.port}\r\n`;
  const all: [string, string | Buffer][] = [
    ['garbage', '\u0000\u0001\u0002\r\n\r\n'],
    ['TLS hello', Buffer.from('16030100a5010000a10303', 'hex')],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['two hosts', `GET / HTTP/1.1\r\n${host}${host}\r\n`],
    ['HTTP/0.9', 'GET /\r\n\r\n'],
    ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n'],
    ['HTTP/9.9', `GET / HTTP/9.9\r\n${host}\r\n`],
    ['absolute address', `GET http://evil.example/login HTTP/1.1\r\n${host}Connection: close\r\n\r\n`],
    ['asterisk', `OPTIONS * HTTP/1.1\r\n${host}Connection: close\r\n\r\n`],
    ['CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`],
    [
      'letters beyond ASCII',
      Buffer.concat([
        Buffer.from('GET /é'),
        Buffer.from([0xff]),
        Buffer.from(` HTTP/1.1\r\n${host}Connection: close\r\n\r\n`),
      ]),
    ],
    ['space in the address', `GET /a b HTTP/1.1\r\n${host}\r\n`],
    ['lower-case method', `get / HTTP/1.1\r\n${host}\r\n`],
    ['head too large', `GET / HTTP/1.1\r\n${host}X: ${'a'.repeat(40_000)}\r\n\r\n`],
    ['many headers', `GET / HTTP/1.1\r\n${host}${'X: a\r\n'.repeat(2500)}Connection: close\r\n\r\n`],
    [
      'length and chunks',
      `POST /login HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /dashboard HTTP/1.1\r\n\r\n`,
    ],
    ['two lengths', `POST /login HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`],
    ['negative length', `POST /login HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`],
    ['bad chunk', `POST /login HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
    ['unknown coding', `POST /login HTTP/1.1\r\n${host}Transfer-Encoding: gzip\r\n\r\n`],
    ['bare line feed in a header', `GET / HTTP/1.1\n${host}X: a\nConnection: close\n\n`],
    ['folded header', `GET / HTTP/1.1\r\n${host}X: a\r\n b\r\n\r\n`],
    ['null in a header', `GET / HTTP/1.1\r\n${host}X: a\u0000b\r\n\r\n`],
    [
      'expectation',
      `POST /login HTTP/1.1\r\n${host}Content-Length: 2\r\nExpect: 200-ok\r\nConnection: close\r\n\r\n{}`,
    ],
    [
      'upgrade',
      `GET / HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    ],
  ];
  const wrong: string[] = [];
  for (const [name, bytes] of all) {
    const { status } = await sendBytes(portal, bytes, { end: true, patience: PATIENCE }).catch(
      (error: Error) => ({ status: error.message }),
    );
    if (typeof status === 'string' || status >= 500) wrong.push(`${status}: ${name}`);
  }
  expect(wrong).toEqual([]);
  expect((await send(portal, 'GET', '/readyz')).status, 'the portal goes on').toBe(200);
});

test('callers that stop in the middle keep nobody waiting', async ({ portal }) => {
  const host = `Host: 127.0.0.1:${portal.port}\r\n`;
  const idle = Array.from({ length: 50 }, () => {
    const socket = connect(portal.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      `POST /login HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"email":`,
    );
    return socket;
  });
  const began = Date.now();
  expect((await send(portal, 'GET', '/healthz')).status).toBe(200);
  expect((await send(portal, 'POST', '/login', { headers: json, body: '{}' })).status).toBe(400);
  expect(Date.now() - began).toBeLessThan(PATIENCE);
  for (const socket of idle) socket.destroy();
});
