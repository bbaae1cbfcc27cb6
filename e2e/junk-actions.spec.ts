import { expectCalm, type Odd } from './calm';
import { hiddenFields, multipart } from './forms-over-http';
import { Caller } from './http';
import { expect, test } from './test';

// Server actions called by hand: see calm.ts.

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

test('odd posts to actions', async ({ portal }) => {
  const caller = new Caller(portal);
  const fields = await hiddenFields(caller, '/login');
  const described = Object.values(fields).find((value) => value.includes('"id"')) ?? '{"id":""}';
  const { id } = JSON.parse(described) as { id: string };
  expect(id, 'the id of an action').toMatch(/^[0-9a-f]{20,}$/);
  const from = { origin: portal.url };
  const ids = [
    '',
    'x',
    id,
    `${id}0`,
    id.slice(1),
    '0'.repeat(id.length),
    'f'.repeat(id.length),
    '__proto__',
    `${id},${id}`,
    '../x',
    'a'.repeat(5000),
  ];
  const bodies = [
    '',
    '[]',
    '{}',
    'null',
    '1',
    '"$"',
    '["$K1"]',
    '["$undefined","$K1"]',
    '[{"status":"idle"},"$K1"]',
    '["$Q1"]',
    '["$F1"]',
    '["$h1"]',
    '["$B1"]',
    '["$@1"]',
    '["$1:__proto__:x"]',
    '["$ACTION_1:0"]',
    deep('[', ']', 50_000),
    '["$n9".repeat(9)]',
    `[${'"$K1",'.repeat(10_000)}1]`,
    '[{"then":"$1"}]',
    '{"then":{"toString":1}}',
    '\u0000',
  ];
  const flights: Odd[] = ids.flatMap((action) =>
    bodies.flatMap((body) => [
      {
        name: `action ${action.slice(0, 12)} text ${body.slice(0, 30)}`,
        method: 'POST',
        path: '/login',
        headers: {
          ...from,
          'next-action': action,
          'content-type': 'text/plain;charset=UTF-8',
          accept: 'text/x-component',
        },
        body,
      },
      {
        name: `action ${action.slice(0, 12)} part ${body.slice(0, 30)}`,
        method: 'POST',
        path: '/',
        ...multipart([
          ['_1_email', 'x'],
          ['1_email', 'x'],
          ['_1', ''],
          ['0', body],
        ]),
        headers: { ...from, 'next-action': action, ...multipart({}).headers },
      },
    ]),
  );
  const hidden = Object.fromEntries(Object.keys(fields).map((name) => [name, '']));
  const forms: Odd[] = [
    {},
    { ...fields },
    { ...hidden },
    { ...fields, email: 'x'.repeat(100_000), password: 'p'.repeat(200_000) },
    { ...fields, email: '\u0000', password: '\ud800', next: '//evil.example' },
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.replaceAll('"', "'")])),
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, value.replace(id, 'f'.repeat(id.length))]),
    ),
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value + deep('[', ']', 10_000)])),
    { $ACTION_REF_1: '' },
    { [`$ACTION_ID_${id}`]: '' },
    { [`$ACTION_ID_${'0'.repeat(42)}`]: '' },
    { '$ACTION_1:0': '{}', $ACTION_REF_1: '' },
    { '$ACTION_1:0': '{"id":"x","bound":"$@1"}', $ACTION_REF_1: '' },
    { $ACTION_KEY: 'x', $ACTION_REF_9: '' },
    { __proto__x: '1', constructor: '1', toString: '1' },
  ].flatMap((parts, index) =>
    ['/login', '/', '/profile', '/nothing', '/reset/link'].map((path) => ({
      name: `form ${index} to ${path}`,
      method: 'POST',
      path,
      ...multipart(parts),
      headers: { ...from, ...multipart({}).headers, accept: 'text/html' },
    })),
  );
  const broken: Odd[] = [
    ['multipart/form-data; boundary=x', ''],
    ['multipart/form-data; boundary=x', '--x'],
    ['multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data\r\n\r\na\r\n--x--\r\n'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="a"; filename="\u0000"\r\ncontent-type: x\r\n\r\na\r\n--x--\r\n',
    ],
    ['multipart/form-data; boundary=x', `--x\r\n${'a: b\r\n'.repeat(5000)}\r\n\r\n--x--`],
    [
      'multipart/form-data; boundary=x',
      '--y\r\ncontent-disposition: form-data; name="a"\r\n\r\na\r\n--y--\r\n',
    ],
    ['multipart/form-data', '--x--'],
    [`multipart/form-data; boundary=${'x'.repeat(3000)}`, 'x'],
    ['multipart/form-data; boundary="', 'x'],
    ['application/x-www-form-urlencoded', 'a=%zz&%=&&&==='],
    ['application/x-www-form-urlencoded', `$ACTION_ID_${id}=`],
    ['application/x-www-form-urlencoded', 'a=1&'.repeat(50_000)],
    ['text/plain', 'a=b'],
    ['application/octet-stream', '\u0000'],
  ].flatMap(([type = '', body = '']) =>
    ['/login', '/register', '/nothing'].flatMap((path) => [
      {
        name: `${type.slice(0, 40)} "${body.slice(0, 30)}" to ${path}`,
        method: 'POST',
        path,
        headers: { ...from, 'content-type': type, accept: 'text/html' },
        body,
      },
      {
        name: `${type.slice(0, 40)} "${body.slice(0, 30)}" to ${path} as an action`,
        method: 'POST',
        path,
        headers: { ...from, 'content-type': type, 'next-action': id },
        body,
      },
    ]),
  );
  await expectCalm(portal, [...flights, ...forms, ...broken]);
});
