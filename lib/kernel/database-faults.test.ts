import { describe, expect, it } from 'vitest';
import { databaseFault } from './database-faults';

const error = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more });
const adapterError = (cause: object) => Object.assign(new Error('x'), { name: 'DriverAdapterError', cause });

describe('what an error of the database means', () => {
  it.each([
    ['refused', error('ECONNREFUSED'), 'away'],
    ['shut down', error('57P01'), 'away'],
    ['too many connections', error('53300'), 'away'],
    ['too slow', error('57014'), 'away'],
    ['a lock that nobody gave back in time', error('55P03'), 'away'],
    ['too slow, under a raw statement', error('P2010', { meta: { code: '57014' } }), 'away'],
    [
      "too slow, under one of Prisma's own",
      error('P2039', {
        meta: { driverAdapterError: adapterError({ originalCode: '57014', kind: 'postgres' }) },
      }),
      'away',
    ],
    ['no connection in time', error('P2024'), 'away'],
    ['no transaction in time', error('P2028'), 'away'],
    ['not reachable as the client starts', Object.assign(new Error('x'), { errorCode: 'P1001' }), 'away'],
    ['told by the driver', error('P2010', { originalCode: '57P03' }), 'away'],
    ['deep inside', new Error('a', { cause: new Error('b', { cause: error('ECONNRESET') }) }), 'away'],
    ['a cause that is no error', new Error('a', { cause: { originalCode: '57P01' } }), 'away'],
    ["by the adapter's kind", adapterError({ kind: 'SocketTimeout' }), 'away'],
    ['no connection, in words', new Error('timeout exceeded when trying to connect'), 'away'],
    ['a broken connection, in words', new Error('Connection terminated unexpectedly'), 'away'],
    ['no answer, in words', new Error('Query read timeout'), 'away'],
    ['two that waited for each other', error('P2034'), 'given-up'],
    ['the same, under a raw statement', error('P2010', { meta: { code: '40P01' } }), 'given-up'],
    [
      'the same, as the adapter tells it',
      error('P2010', { meta: { driverAdapterError: adapterError({ kind: 'postgres', code: '40P01' }) } }),
      'given-up',
    ],
    ['not in a possible order', error('40001'), 'given-up'],
    ['the same unique thing', error('P2002'), 'key'],
    ['what was pointed to has gone', error('P2003'), 'key'],
    ['the same unique thing, under a raw statement', error('P2010', { meta: { code: '23505' } }), 'key'],
    ['a row that is not there', error('P2025'), null],
    ['bad text', error('22021'), null],
    ['a bug', new TypeError('x is not a function'), null],
    ['a name of every object', error('constructor'), null],
    ['no error', 'ECONNREFUSED', null],
    ['nothing', null, null],
  ] as const)('%s: %s', (_name, thrown, expected) => {
    expect(databaseFault(thrown)).toBe(expected);
  });

  it('ends where causes go round', () => {
    const one: Error & { cause?: unknown } = new Error('one');
    one.cause = one;
    expect(databaseFault(one)).toBeNull();
  });
});
