import { describe, expect, it } from 'vitest';
import { type Access, opens, permissionsOf, reachOf } from './access';
import type { Permission, Reach } from './permissions';

const either: Access = ['user.view', 'department.view'];
const grants = (...given: [Permission, Reach][]) => new Map(given);

describe('who has access', () => {
  it.each<[Access, Map<Permission, Reach>, boolean]>([
    ['public', grants(), true],
    ['signed-in', grants(), true],
    ['system', grants(), false],
    ['system', grants(['user.view', 'all'], ['county.manage', 'all']), false],
    ['user.view', grants(), false],
    ['user.view', grants(['department.view', 'all']), false],
    ['user.view', grants(['user.view', 'own']), true],
    [either, grants(['audit.view', 'all']), false],
    [either, grants(['user.view', 'own']), true],
    [either, grants(['department.view', 'own']), true],
  ])('%s, holding %o: %s', (access, held, expected) => {
    expect(opens(held, access)).toBe(expected);
  });

  it('asks for no permission, for one, or for any of several', () => {
    expect(permissionsOf('public')).toEqual([]);
    expect(permissionsOf('signed-in')).toEqual([]);
    expect(permissionsOf('system')).toEqual([]);
    expect(permissionsOf('user.view')).toEqual(['user.view']);
    expect(permissionsOf(either)).toEqual(either);
  });
});

describe('how far it goes', () => {
  it.each<[Access, Map<Permission, Reach>, Reach | undefined]>([
    ['public', grants(['user.view', 'all']), undefined],
    ['signed-in', grants(['user.view', 'all']), undefined],
    ['user.view', grants(['department.view', 'all']), undefined],
    ['user.view', grants(['user.view', 'department'], ['department.view', 'all']), 'department'],
    [either, grants(['department.view', 'county'], ['audit.view', 'all']), 'county'],
    [either, grants(['department.view', 'county'], ['user.view', 'own']), 'county'],
    [either, grants(['user.view', 'county'], ['department.view', 'own']), 'county'],
  ])('%s, holding %o: %s', (access, held, expected) => {
    expect(reachOf(held, access)).toBe(expected);
  });
});
