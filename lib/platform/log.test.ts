import { beforeEach, describe, expect, it } from 'vitest';
import { configureLog, log, requestLog } from './log';

let lines: string[] = [];
const last = () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown>;

beforeEach(() => {
  lines = [];
  configureLog('info', { write: (line) => void lines.push(line) });
});

describe('log', () => {
  it('writes one line of JSON with time, level and message', () => {
    log.info({ county: 'ALD' }, 'Signed in');
    expect(lines).toHaveLength(1);
    expect(last()).toMatchObject({
      level: 'info',
      msg: 'Signed in',
      county: 'ALD',
      time: expect.any(String),
    });
  });

  it('leaves out what is below its level', () => {
    log.debug({}, 'Not this');
    configureLog('silent', { write: (line) => void lines.push(line) });
    log.fatal({}, 'Nor this');
    expect(lines).toEqual([]);
  });

  it('carries the request id', () => {
    requestLog('r-1').warn({ a: 1 }, 'Slow');
    expect(last()).toMatchObject({ requestId: 'r-1', a: 1, level: 'warn' });
  });
});

describe('what never reaches a line', () => {
  const cases: Array<[string, Record<string, unknown>]> = [
    ['password', { password: 's3cret' }],
    ['any password field', { input: { new_password: 's3cret', passwordConfirm: 's3cret' } }],
    ['token', { a: { b: { c: { authToken: 's3cret' } } } }],
    ['code', { body: [{ code: 's3cret' }, { recoveryCodes: ['s3cret'] }] }],
    ['cookie', { headers: { cookie: 's3cret', 'set-cookie': ['s3cret'] } }],
    [
      'authorization',
      { headers: new Headers({ Authorization: 's3cret', 'Authentication-Token': 's3cret' }) },
    ],
    ['secret', { secret: 's3cret', clientSecret: { value: 's3cret' } }],
    ['a map', { form: new Map([['password', 's3cret']]) }],
    ['a link', { url: 'http://127.0.0.1/reset/s3cret?x=1', other: '/confirm/s3cret' }],
    ['a query', { url: '/x?token=s3cret&y=1' }],
    ['a bearer', { line: 'Bearer s3cret-s3cret' }],
    ['a service address', { url: 'smtp://user:s3cret@mail.example:25' }],
    [
      'statement parameters',
      { err: Object.assign(new Error('no'), { params: ['s3cret'], detail: 's3cret' }) },
    ],
    ['a value quoted by the database', { err: new Error('invalid input syntax for type uuid: "s3cret"') }],
    ['a value of a unique key', { err: new Error('Key (email)=(s3cret) already exists.') }],
    [
      "a value in Prisma's message",
      {
        err: Object.assign(new Error('Invalid call({ email: "s3cret" })\n\nUnknown field'), {
          name: 'PrismaX',
        }),
      },
    ],
    [
      'a cause',
      { err: new Error('outer', { cause: Object.assign(new Error('inner'), { query: 's3cret' }) }) },
    ],
  ];
  it.each(cases)('%s', (_name, details) => {
    log.error(details, 'Something');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('s3cret');
    expect(lines[0]).toContain('Something');
  });

  it('the message itself', () => {
    log.info({}, 'GET /reset/s3cret');
    expect(lines[0]).not.toContain('s3cret');
  });
});

describe('what still helps', () => {
  it('shows kind, code, place and cause of an error', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    log.error({ err: new TypeError('No database', { cause }) }, 'Failed');
    expect(last().err).toMatchObject({
      type: 'TypeError',
      message: 'No database',
      stack: expect.stringContaining('log.test'),
      cause: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
    });
  });

  it('survives cycles, big things and odd values', () => {
    const odd: Record<string, unknown> = {
      tokenId: 't-1',
      big: 10n,
      date: new Date(0),
      bytes: new Uint8Array(3),
    };
    odd.self = odd;
    log.info({ odd, list: Array(1000).fill(1), nothing: undefined, bad: new Date(Number.NaN) }, 'Odd');
    expect(last().odd).toMatchObject({
      tokenId: 't-1',
      big: '10',
      date: '1970-01-01T00:00:00.000Z',
      bytes: '[3 bytes]',
    });
  });
});
