import { describe, expect, it } from 'vitest';
import { namesMeant, spanOf } from './policy';
import { eventList } from './schema';

const west = 'America/Los_Angeles';

describe('spanOf', () => {
  it.each([
    ['a winter day', '2026-11-23', west, '2026-11-23T08:00:00.000Z', '2026-11-24T08:00:00.000Z'],
    [
      'the day that the clocks go back on has 25 hours',
      '2026-11-01',
      west,
      '2026-11-01T07:00:00.000Z',
      '2026-11-02T08:00:00.000Z',
    ],
    [
      'the day that they go forward on has 23',
      '2026-03-08',
      west,
      '2026-03-08T08:00:00.000Z',
      '2026-03-09T07:00:00.000Z',
    ],
    ['the last of a year', '2026-12-31', 'UTC', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    [
      'east of UTC',
      '2026-06-01',
      'Pacific/Kiritimati',
      '2026-05-31T10:00:00.000Z',
      '2026-06-01T10:00:00.000Z',
    ],
  ])('%s', (_name, day, zone, from, before) => {
    expect(spanOf({ from: day, to: day }, zone)).toEqual({ from: new Date(from), before: new Date(before) });
  });

  it('a moment counts with its offset, the last with its millisecond', () => {
    expect(spanOf({ from: '2026-11-23T10:00:00+02:00', to: '2026-11-23T10:00:00.500Z' }, west)).toEqual({
      from: new Date('2026-11-23T08:00:00Z'),
      before: new Date('2026-11-23T10:00:00.501Z'),
    });
    expect(spanOf({}, west)).toEqual({ from: null, before: null });
  });
});

describe('namesMeant', () => {
  const names = [
    'accounts.signIn',
    'accounts.signInWithPasskey',
    'administration.inviteUser',
    'audit.getEvent',
  ];
  it.each([
    ['accounts.signIn', ['accounts.signIn']],
    ['accounts.sign', ['accounts.signIn', 'accounts.signInWithPasskey']],
    ['a', names],
    ['nothing', []],
  ])('%s', (filter, expected) => {
    expect(namesMeant(filter, names)).toEqual(expected);
  });
});

describe('the filters', () => {
  it.each([
    { from: 'yesterday' },
    { from: '2026-02-30' },
    { to: '2026-11-23T10:00:00' },
    { to: '0001-01-01' },
    { from: '9999-99-99' },
    { outcome: 'perhaps' },
    { page: '0' },
    { perPage: '101' },
    { sort: 'hash' },
    { cursor: 'nonsense' },
    { actor: 'x'.repeat(255) },
    { event: 'a\u0000b' },
  ])('refuse %j', (query) => {
    expect(eventList.input.safeParse(query).success).toBe(false);
  });

  it('take empty fields of a form for none', () => {
    const empty = {
      actor: '',
      event: '',
      entity: '',
      entityId: '',
      from: '',
      to: '',
      outcome: '',
      county: '',
    };
    expect(eventList.input.parse(empty)).toMatchObject({ page: 1, perPage: 20, sort: '-at', actor: '' });
    expect(eventList.input.parse(empty).from).toBeUndefined();
    expect(eventList.exportInput.safeParse({ format: 'xml' }).success).toBe(false);
  });
});
