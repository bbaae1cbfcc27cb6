import { describe, expect, it } from 'vitest';
import { fartherReach, isPermission, reaches } from '@/lib/access/permissions';
import { builtInRoles, isRoleName, roleNames } from '@/lib/access/roles';
import { isStaff } from '@/lib/identity/who-asks';
import { fullName, grantsOf, type RoleRow, wallOf } from './actor';

const builtIn = (name: string): RoleRow => ({ name, builtIn: true, permissions: [] });
const own = (...permissions: [string, string][]): RoleRow => ({ name: 'Clerk', builtIn: false, permissions });

describe('fartherReach', () => {
  it.each(reaches.flatMap((a, i) => reaches.map((b, j) => [a, b, reaches[Math.max(i, j)]])))(
    '%s and %s: %s',
    (a, b, expected) => {
      expect(fartherReach(a as 'own', b as 'own')).toBe(expected);
    },
  );
});

describe('grantsOf', () => {
  it.each(roleNames)('%s: what the table says', (name) => {
    expect(Object.fromEntries(grantsOf([builtIn(name)]))).toEqual(builtInRoles[name]);
  });

  const cases: [string, RoleRow[], string[] | undefined, Record<string, string>][] = [
    ['no role, nothing', [], undefined, {}],
    ['an own role: its rows', [own(['user.view', 'department'])], undefined, { 'user.view': 'department' }],
    [
      'two roles: the union, each as far as the farther',
      [builtIn('Department Officer'), own(['department.view', 'county'], ['audit.view', 'own'])],
      undefined,
      { 'account.manage': 'own', 'dashboard.view': 'own', 'department.view': 'county', 'audit.view': 'own' },
    ],
    [
      'the order does not matter',
      [own(['user.view', 'all']), own(['user.view', 'own'])],
      undefined,
      { 'user.view': 'all' },
    ],
    [
      'a permission or reach of another version gives nothing',
      [
        own(
          ['user.fly', 'all'],
          ['user.view', 'galaxy'],
          ['constructor', 'own'],
          ['__proto__', 'all'],
          ['', ''],
        ),
      ],
      undefined,
      {},
    ],
    [
      'a built-in name does not make an own role one',
      [{ name: 'System Administrator', builtIn: false, permissions: [] }],
      undefined,
      {},
    ],
    [
      'rows do not widen a built-in role',
      [{ name: 'Citizen', builtIn: true, permissions: [['user.view', 'all']] }],
      undefined,
      { 'account.manage': 'own', 'dashboard.view': 'own' },
    ],
    ['scopes narrow', [builtIn('County Admin')], ['user.view', 'county.view'], { 'user.view': 'county' }],
    ['scopes of nothing known give nothing', [builtIn('County Admin')], ['nothing'], {}],
    ['no scopes: everything', [builtIn('Citizen')], [], { 'account.manage': 'own', 'dashboard.view': 'own' }],
  ];
  it.each(cases)('%s', (_name, roles, scopes, expected) => {
    expect(Object.fromEntries(grantsOf(roles, scopes))).toEqual(expected);
  });
});

it.each([
  ['user.view', true],
  ['toString', false],
  ['', false],
  ['user.view ', false],
])('isPermission(%j): %s', (name, expected) => {
  expect(isPermission(name)).toBe(expected);
});

it.each([
  ['Citizen', true],
  ['citizen', false],
  ['constructor', false],
])('isRoleName(%j): %s', (name, expected) => {
  expect(isRoleName(name)).toBe(expected);
});

it.each([
  [[], false],
  [['Citizen'], false],
  [['Citizen', 'Clerk'], true],
  [['System Administrator'], true],
])('isStaff(%j): %s', (roles, expected) => {
  expect(isStaff(roles)).toBe(expected);
});

it('the wall of a person is their county, and every county for who has none', () => {
  expect([wallOf('a'), wallOf(null), wallOf(undefined)]).toEqual(['a', '*', '*']);
});

it.each([
  ['Ana', 'Diaz', 'Ana Diaz'],
  ['Ana', '', 'Ana'],
  ['', 'Diaz', 'Diaz'],
  ['', '', 'a@b.org'],
])('the full name of %j %j is %j', (firstName, lastName, expected) => {
  expect(fullName({ firstName, lastName, email: 'a@b.org' })).toBe(expected);
});
