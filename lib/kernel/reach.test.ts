import { describe, expect, it } from 'vitest';
import { type Person, stranger } from './actor';
import { reachFragments } from './reach';

const now = new Date('2026-11-24T12:00:00Z');
const nobody = { id: { in: [] } };
/** The fragments that are conditions of Prisma; reach.db.test.ts compares the others with them. */
const fragments = (...asked: Parameters<typeof reachFragments>) => {
  const { users, ...others } = reachFragments(...asked);
  return { ...others, users: users.where };
};
const nowhere = { countyId: '' };
function person(reach: string | null, county = true): Person {
  return {
    kind: 'person',
    id: 'me',
    email: '',
    firstName: '',
    lastName: '',
    locale: 'en',
    createdAt: new Date(),
    confirmedAt: null,
    county: county ? { id: 'alder', code: 'ALD', name: '', settings: {} } : null,
    roles: [],
    departmentIds: ['d1', 'd2'],
    grants: new Map(reach ? [['user.view', reach as 'own']] : []),
    hasFactor: false,
    lacksFactor: false,
    isStaff: false,
    via: { kind: 'token', id: 't' },
  };
}

describe('which rows a permission covers', () => {
  it.each([
    ['own', true, { users: { id: 'me' }, departments: nobody, county: nowhere, owned: { userId: 'me' } }],
    [
      'department',
      true,
      {
        users: {
          countyId: 'alder',
          departments: {
            some: {
              departmentId: { in: ['d1', 'd2'] },
              from: { lte: now },
              OR: [{ until: null }, { until: { gt: now } }],
            },
          },
        },
        departments: { countyId: 'alder', id: { in: ['d1', 'd2'] } },
        county: nowhere,
        owned: { userId: 'me' },
      },
    ],
    [
      'county',
      true,
      {
        users: { countyId: 'alder' },
        departments: { countyId: 'alder' },
        county: { countyId: 'alder' },
        owned: { countyId: 'alder' },
      },
    ],
    ['all', false, { users: {}, departments: {}, county: {}, owned: {} }],
  ])('%s', (reach, county, expected) => {
    expect(fragments(person(reach, county), 'user.view', now)).toEqual({ level: reach, ...expected });
  });

  const none = { level: 'none', users: nobody, departments: nobody, county: nowhere, owned: { userId: '' } };
  it('nothing for strangers, public use cases, permissions that are not held, and a county reach without a county', () => {
    expect(fragments(stranger, 'user.view', now)).toEqual(none);
    expect(fragments(person('all'), 'public', now)).toEqual(none);
    expect(fragments(person(null), 'user.view', now)).toEqual(none);
    expect(fragments(person('county', false), 'user.view', now)).toEqual(none);
    expect(fragments(person('department', false), 'user.view', now).users).toMatchObject({
      countyId: '',
    });
  });
});
