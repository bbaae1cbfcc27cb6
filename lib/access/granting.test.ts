import { describe, expect, it } from 'vitest';
import { type GrantedRole, type Granter, givenBy, holdsAll, whyNotGrant, whyNotManage } from './granting';
import type { Permission, Reach } from './permissions';
import { builtInRoles, type RoleName, roleNames } from './roles';

const builtIn = (name: RoleName): GrantedRole => ({ name, builtIn: true, permissions: [] });
const own = (name: string, ...permissions: [string, string][]): GrantedRole => ({
  name,
  builtIn: false,
  permissions,
});
/** Somebody who holds these roles; those of the county's own by what they give. */
function granter(...roles: GrantedRole[]): Granter {
  const grants = new Map<Permission, Reach>(roles.flatMap((role) => givenBy(role)));
  return { id: 'granter', roles: roles.map(({ name }) => name), grants };
}
const basics: [string, string][] = [
  ['account.manage', 'own'],
  ['dashboard.view', 'own'],
];

const citizen = granter(builtIn('Citizen'));
const officer = granter(builtIn('Department Officer'));
const admin = granter(builtIn('County Admin'));
const system = granter(builtIn('System Administrator'));
const assigner = granter(own('Assigner', ...basics, ['user.assign', 'county'], ['user.view', 'department']));

describe('who gives which role', () => {
  // The columns: Citizen, Department Officer, County Admin, System Administrator.
  it.each<[string, Granter, boolean[]]>([
    ['System Administrator', system, [false, false, true, false]],
    ['County Admin', admin, [true, true, true, false]],
    ["whoever holds a county's own role with user.assign", assigner, [true, false, false, false]],
    // What Citizen gives is everybody's.
    ['nobody in particular', granter(), [true, false, false, false]],
  ])('built-in ones: %s', (_who, who, may) => {
    expect(roleNames.map((name) => whyNotGrant(who, builtIn(name)) === null)).toEqual(may);
  });

  it.each<[string, Granter, GrantedRole, boolean]>([
    ['an admin gives what an admin holds', admin, own('Auditor', ['audit.view', 'county']), true],
    ['an admin gives it nearer than they hold it', admin, own('X', ['user.view', 'department']), true],
    ['an admin does not give what counties never hold', admin, own('X', ['county.manage', 'all']), false],
    ['an admin does not give it farther than they hold it', admin, own('X', ['user.view', 'all']), false],
    ['nobody gives what they do not hold', assigner, own('Auditor', ['audit.view', 'county']), false],
    ['nobody gives it farther than they hold it', assigner, own('X', ['user.view', 'county']), false],
    [
      'one permission too much is too much',
      assigner,
      own('X', ['user.assign', 'county'], ['user.export', 'county']),
      false,
    ],
    ["an officer gives nobody an administrator's work", officer, own('X', ['user.view', 'county']), false],
    ['a resident gives nothing but what everybody has', citizen, own('X', ['user.view', 'county']), false],
    ['a System Administrator gives no role of a county', system, own('X', ['user.view', 'county']), false],
    ['a permission that this version does not know gives nothing', admin, own('X', ['no.such', 'all']), true],
  ])("a county's own: %s", (_what, who, role, may) => {
    expect(whyNotGrant(who, role)).toBe(may ? null : 'errors.role.notYours');
  });

  it('a name alone lends nothing: a role that only bears the name of a built-in one gives what its rows say', () => {
    const impostor = own('County Admin', ['county.manage', 'all']);
    expect(givenBy(impostor)).toEqual([['county.manage', 'all']]);
    expect(whyNotGrant(admin, impostor)).toBe('errors.role.notYours');
    expect(givenBy(builtIn('County Admin'))).toEqual(Object.entries(builtInRoles['County Admin']));
  });
});

describe('holding all of a set', () => {
  it.each<[Reach, Reach, boolean]>([
    ['own', 'own', true],
    ['own', 'department', false],
    ['department', 'own', true],
    // The holder's departments are not the receiver's.
    ['department', 'department', false],
    ['department', 'county', false],
    ['county', 'department', true],
    ['county', 'county', true],
    ['county', 'all', false],
    ['all', 'county', true],
  ])('%s covers %s: %s', (held, wanted, covered) => {
    expect(holdsAll({ grants: new Map([['user.view', held]]) }, [['user.view', wanted]])).toBe(covered);
  });

  it('nothing is always held, and without a grant nothing else is', () => {
    expect(holdsAll({ grants: new Map() }, [])).toBe(true);
    expect(holdsAll({ grants: new Map() }, [['account.manage', 'own']])).toBe(true);
    expect(holdsAll({ grants: new Map() }, [['user.view', 'department']])).toBe(false);
  });
});

describe('who manages whom', () => {
  const person = (...roles: GrantedRole[]) => ({ id: 'person', roles });
  const deactivator = granter(own('Deactivator', ...basics, ['user.deactivate', 'county']));
  it.each<[string, Granter, ReturnType<typeof person>, boolean]>([
    ['a County Admin everybody of the county', admin, person(builtIn('County Admin')), true],
    ['also whoever holds a role they did not make', admin, person(own('X', ['county.view', 'all'])), true],
    ['a System Administrator everybody', system, person(builtIn('System Administrator')), true],
    ['a role with one permission: residents', deactivator, person(builtIn('Citizen')), true],
    ['their like', deactivator, person(own('Deactivator', ['user.deactivate', 'county'])), true],
    ['not those who run the county', deactivator, person(builtIn('County Admin')), false],
    [
      'not even when that is only one role of several',
      deactivator,
      person(builtIn('Citizen'), builtIn('County Admin')),
      false,
    ],
    ['not those who may more', deactivator, person(own('X', ['audit.view', 'county'])), false],
    ['whoever holds no role', deactivator, person(), true],
  ])('%s', (_what, who, whom, may) => {
    expect(whyNotManage(who, whom)).toBe(may ? null : 'errors.user.holdsMore');
  });
});
