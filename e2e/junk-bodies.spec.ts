import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { expectCalm } from './calm';
import { Caller, send } from './http';
import { demonstrationPassword, roles } from './people';
import { expect, test } from './test';

// Bodies that make no sense: see calm.ts.

const json = { 'content-type': 'application/json' };
const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

test('odd bodies at the doors for JSON', async ({ portal }) => {
  const bodies: Record<string, string | Buffer> = {
    'deep arrays': deep('[', ']', 200_000),
    'deep objects': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    'deep in a field': `{"email":${deep('[', ']', 100_000)}}`,
    'not closed': '{"email":"',
    'lone surrogate': '{"email":"\\ud800@example.com","password":"\\udfff\\ud800"}',
    'null characters':
      '{"email":"a\\u0000b@example.com","password":"\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000","first_name":"\\u0000"}',
    'no UTF-8': Buffer.concat([
      Buffer.from('{"email":"'),
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('","password":"password123"}'),
    ]),
    'UTF-16': Buffer.from('{"email":"a@example.com"}', 'utf16le'),
    'byte order mark': '\ufeff{}',
    prototype:
      '{"__proto__":{"email":"a@example.com"},"constructor":{"prototype":{"x":1}},"hasOwnProperty":1,"toString":1}',
    'huge number': '{"email":1e999,"password":-0,"page":99999999999999999999999}',
    'same name twice': '{"email":"a","email":"b","password":1,"password":"x"}',
    'many names': `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
    'long values': JSON.stringify({
      email: `${'a'.repeat(300_000)}@example.com`,
      password: 'p'.repeat(300_000),
      first_name: 'n'.repeat(300_000),
    }),
    'long address': JSON.stringify({
      email: `${'a.'.repeat(100_000)}@${'b.'.repeat(100_000)}com`,
      password: 'password123',
    }),
    spaces: ' '.repeat(1_000_000),
    'regular expression bait': JSON.stringify({
      email: `${'a'.repeat(50_000)}!`,
      phone_number: `${'1 '.repeat(50_000)}x`,
      password: `${'aA1!'.repeat(30)}`,
    }),
    'emoji and directions': JSON.stringify({
      email: 'a@example.com',
      password: '👩‍👩‍👧‍👦'.repeat(40),
      first_name: '\u202e\u0000evil',
      last_name: '﷽'.repeat(100),
    }),
  };
  const doors = [
    '/login',
    '/register',
    '/reset',
    '/confirm',
    `/reset/${'x'.repeat(43)}`,
    `/confirm/${'x'.repeat(43)}`,
    '/change-password',
    '/reauthenticate',
    '/logout',
  ];
  const types = [
    'application/json',
    'application/json; charset=utf-16',
    'application/json;charset="',
    'application/json, text/html',
  ];
  const odd = doors.flatMap((path) =>
    Object.entries(bodies).map(([name, body], index) => ({
      name: `${path} ${name}`,
      method: 'POST',
      path,
      headers: { 'content-type': types[index % types.length] ?? '' },
      body,
    })),
  );
  await expectCalm(portal, odd);
});

test('odd bodies in API v1, signed in', async ({ portal }) => {
  const caller = new Caller(portal);
  await caller.post('/login', { email: roles.Citizen, password: demonstrationPassword });
  const { version } = (await caller.get('/api/v1/me')).json<{ version: number }>();
  const values: unknown[] = [
    null,
    0,
    -1,
    1.5,
    1e308,
    true,
    '',
    ' ',
    '\u0000',
    '\ud800',
    'x'.repeat(100_000),
    [],
    {},
    [null],
    { $ne: 1 },
    { toString: 1 },
  ];
  const odd = [
    'version',
    'firstName',
    'lastName',
    'phoneNumber',
    'address',
    'locale',
    'email',
    'roles',
  ].flatMap((name) =>
    values.map((value) => ({
      name: `PATCH /api/v1/me ${name}=${JSON.stringify(value)?.slice(0, 40)}`,
      method: 'PATCH',
      path: '/api/v1/me',
      headers: json,
      // An old version, so that nothing changes whatever is taken.
      body: JSON.stringify({ version: version + 1000, [name]: value }),
    })),
  );
  const ids = [
    '',
    'x',
    '%00',
    '%ff',
    '..',
    '-1',
    'x'.repeat(3000),
    '00000000-0000-0000-0000-000000000000',
    "'%20or%201=1--",
    '%F0%9F%98%80',
  ];
  const deletions = ids.map((id) => ({
    name: `DELETE session ${id.slice(0, 40)}`,
    method: 'DELETE',
    path: `/api/v1/me/sessions/${id}?x`,
  }));
  await expectCalm(
    portal,
    [...odd, ...deletions.filter(({ path }) => !path.includes('sessions/?'))],
    `portal-session=${caller.cookies.get('portal-session')}`,
  );
});

test('bodies cut into crumbs by twelve senders take no memory, and keep nobody waiting', async ({
  portal,
}) => {
  const megabytes = () =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${portal.serverPid()}/status`, 'utf8'))?.[1]) / 1024;
  const before = megabytes();
  const crumbs = Buffer.from('1\r\nx\r\n'.repeat(10_000));
  const attack = async () => {
    const socket = connect(portal.port, '127.0.0.1');
    let isOver = false;
    const over = new Promise<void>((resolve) => socket.once('close', () => resolve())).then(() => {
      isOver = true;
    });
    socket.on('error', () => {});
    socket.write(
      'POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    // A million of them, unless the portal has had enough.
    for (let count = 0; count < 100 && !isOver; count += 1)
      if (!socket.write(crumbs))
        await Promise.race([over, new Promise((resolve) => socket.once('drain', resolve))]);
    socket.destroy();
  };
  const attacks = Promise.all(Array.from({ length: 12 }, attack));
  const answer = await send(portal, 'GET', '/healthz', { patience: 5000 });
  expect(answer.status).toBe(200);
  await attacks;
  expect(megabytes() - before).toBeLessThan(100);
});
