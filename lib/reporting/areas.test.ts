import { describe, expect, it } from 'vitest';
import type { Permission } from '@/lib/access/permissions';
import { builtInRoles, type RoleName } from '@/lib/access/roles';
import { grantsOf, type Person } from '@/lib/kernel/actor';
import { areasOf, navigationOf } from './areas';

const holder = (permissions: Permission[], county = true) =>
  ({
    county: county ? { id: 'alder' } : null,
    grants: grantsOf([
      { name: 'Own', builtIn: false, permissions: permissions.map((name) => [name, 'county']) },
    ]),
  }) as unknown as Person;
const namesOf = (all: { name: string }[]) => all.map(({ name }) => name).join(' ');
const inRole = (role: RoleName) =>
  holder(Object.keys(builtInRoles[role]) as Permission[], role !== 'System Administrator');

describe('what is offered to whom, in which order', () => {
  it.each<[RoleName, string, string]>([
    ['Citizen', '', 'home profile security'],
    ['Department Officer', '', 'home profile security'],
    [
      'County Admin',
      'people departments roles audit tokens settings',
      'home people administration profile security',
    ],
    ['System Administrator', 'counties people roles audit', 'home people administration profile security'],
  ])('%s', (role, areas, navigation) => {
    expect(namesOf(areasOf(inRole(role)))).toBe(areas);
    expect(namesOf(navigationOf(inRole(role)))).toBe(navigation);
  });

  it.each<[Permission, string]>([
    ['user.view', 'home people profile security'],
    ['department.view', 'home profile security'],
    ['department.manage', 'home administration profile security'],
    ['role.view', 'home administration profile security'],
    ['audit.view', 'home administration profile security'],
    ['token.manage', 'home administration profile security'],
    ['county.update', 'home administration profile security'],
    ['county.view', 'home administration profile security'],
    ['user.export', 'home profile security'],
  ])('who holds %s alone: %s', (permission, navigation) => {
    expect(namesOf(navigationOf(holder([permission])))).toBe(navigation);
  });

  it("what is for a county's own people is for no System Administrator", () => {
    expect(namesOf(areasOf(holder(['token.manage', 'county.update'], false)))).toBe('');
  });
});
