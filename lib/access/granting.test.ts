import { describe, expect, it } from 'vitest';
import {
  type GrantedRole,
  type Granter,
  givenBy,
  holdsAll,
  type Placer,
  whyNotGrant,
  whyNotManage,
  whyNotPlace,
} from './granting';
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

describe('who says where people work', () => {
  /** Somebody of these roles who works in BLD, or elsewhere. */
  const placer = (roles: GrantedRole[], departmentIds = ['BLD'], allowed?: Permission[]): Placer => {
    const who = granter(...roles);
    const grants = [...who.grants].filter(([permission]) => allowed?.includes(permission) ?? true);
    return { ...who, grants: new Map(grants), held: roles, departmentIds };
  };
  const assigner = own('Assigner', ['user.view', 'county'], ['user.assign', 'county']);
  const near = own('Near', ...assigner.permissions, ['user.deactivate', 'department']);
  const far = own('Far', ...assigner.permissions, ['user.deactivate', 'county']);
  const person = (...roles: GrantedRole[]) => ({ id: 'person', roles });
  const resident = person(builtIn('Citizen'));
  const colleague = person(own('Near', ['user.deactivate', 'department']));
  const oneself = { id: 'granter', roles: [builtIn('Citizen')] };
  const ownDepartments = 'errors.user.ownDepartments';
  const givesMore = 'errors.department.givesMore';
  const yourReach = 'errors.department.yourReach';

  it.each<[string, Placer, ReturnType<typeof person>, string[], string | null]>([
    ['a County Admin anybody, anywhere', placer([builtIn('County Admin')]), colleague, ['BLD', 'ENV'], null],
    ['a County Admin themselves too', placer([builtIn('County Admin')]), oneself, ['ENV'], null],
    [
      'a System Administrator anybody',
      placer([builtIn('System Administrator')], []),
      colleague,
      ['BLD'],
      null,
    ],
    ['nobody else themselves', placer([assigner]), oneself, ['ENV'], ownDepartments],
    ['not even out of one', placer([far]), oneself, [], ownDepartments],
    ['a resident into any department', placer([assigner]), resident, ['BLD', 'ENV'], null],
    ['not into the own one, whose people they may deactivate', placer([near]), resident, ['BLD'], yourReach],
    ['not among others either', placer([near]), resident, ['ENV', 'BLD'], yourReach],
    ['into another one', placer([near]), resident, ['ENV'], null],
    ['out of the own one', placer([near]), resident, [], null],
    ['into the own one by who may deactivate the whole county', placer([far]), resident, ['BLD'], null],
    ['two roles together give the farther reach', placer([near, far]), resident, ['BLD'], null],
    [
      'a role that reaches departments, not people',
      placer([assigner, builtIn('Department Officer')]),
      resident,
      ['BLD'],
      null,
    ],
    [
      'nobody who may do there what the giver may not everywhere',
      placer([near]),
      colleague,
      ['ENV'],
      givesMore,
    ],
    ['nor by who may not do it at all', placer([assigner]), colleague, ['ENV'], givesMore],
    ['by who may do it in the whole county', placer([far]), colleague, ['ENV', 'BLD'], null],
    ['who may more may be taken out', placer([assigner]), colleague, [], null],
    [
      'an officer by who sees every department',
      placer([own('X', ...assigner.permissions, ['department.view', 'county'])]),
      person(builtIn('Department Officer')),
      ['ENV'],
      null,
    ],
    [
      'an officer not by who sees none',
      placer([assigner]),
      person(builtIn('Department Officer')),
      ['ENV'],
      givesMore,
    ],
    [
      'what reaches the county already is given by no department',
      placer([assigner]),
      person(far, near),
      ['ENV'],
      null,
    ],
    [
      'a token that leaves out what its owner may do nearby',
      placer([near], ['BLD'], ['user.view', 'user.assign']),
      resident,
      ['BLD'],
      yourReach,
    ],
    [
      'a token that may do less than its owner',
      placer([far], [], ['user.view', 'user.assign']),
      colleague,
      ['ENV'],
      givesMore,
    ],
    [
      'a service token, which works nowhere',
      { ...placer([assigner], []), roles: [], held: [] },
      resident,
      ['BLD'],
      null,
    ],
  ])('%s', (_what, who, whom, given, reason) => {
    expect(whyNotPlace(who, whom, given)).toBe(reason);
  });
});
