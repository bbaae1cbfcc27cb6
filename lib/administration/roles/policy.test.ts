import { describe, expect, it } from 'vitest';
import {
  covers,
  needs,
  type Permission,
  permissionNames,
  permissions,
  type Reach,
} from '@/lib/access/permissions';
import { builtInRoles, roleNames } from '@/lib/access/roles';
import { skeleton } from '@/lib/shared/skeleton';
import { catalogues } from '@/messages';
import {
  always,
  completed,
  givesSomething,
  isBuiltInName,
  whyFixed,
  whyNotChange,
  whyNotDefine,
  whyNotTogether,
} from './policy';

describe('names', () => {
  it('no language calls a built-in role as a county may call its own', () => {
    for (const [language, words] of Object.entries(catalogues)) {
      const roles: Record<string, string> = words.roles;
      for (const name of roleNames)
        expect(isBuiltInName(roles[name] ?? name), `${language} ${name}`).toBe(true);
    }
  });

  it.each([
    'County Admin',
    'county admin',
    'COUNTY  ADMIN',
    ' County-Admin ',
    'Ｃounty Ａdmin',
    'County\u200b Admin',
    'Administrador del Condado',
    'ADMINISTRADOR DEL CONDADO',
    'Cítizen',
    'residente',
    'System Administrator',
    // Cyrillic and Greek letters, digits, a capital i for an l, marks that turn the line.
    'Sуstеm Аdministrаtоr',
    'Cοunty Αdmin',
    'C1t1zen',
    'Residente\u200f',
    'SystemAdministrator',
    'System Adrninistrator',
    'Adminlstrador del slstema',
  ])('%j is taken for a built-in one', (name) => {
    expect(isBuiltInName(name)).toBe(true);
  });

  it.each(['Auditor', 'County Administration', 'Citizens', 'Admin'])('%j is not', (name) => {
    expect(isBuiltInName(name)).toBe(false);
  });

  it('what people would take for the same has the same form', () => {
    expect(skeleton(' AUDITÓR  interno')).toBe(skeleton('auditor-Interno'));
    expect(skeleton('Аudit0r')).toBe(skeleton('auditor'));
    expect(skeleton('Auditor 1')).not.toBe(skeleton('Auditor 2'));
  });
});

describe('what a role holds', () => {
  it('everybody has the own account and dashboard; a choice adds to that', () => {
    expect(always).toEqual([
      { name: 'account.manage', reach: 'own' },
      { name: 'dashboard.view', reach: 'own' },
    ]);
    expect(completed([{ name: 'audit.view', reach: 'county' }])).toEqual([
      ...always,
      { name: 'audit.view', reach: 'county' },
    ]);
    expect(completed([...always])).toEqual(always);
    expect([givesSomething([]), givesSomething(always)]).toEqual([false, false]);
    expect(givesSomething([{ name: 'audit.view', reach: 'county' }])).toBe(true);
  });
});

describe('what fits together', () => {
  it.each<[[Permission, Reach][], string[]]>([
    [[['user.view', 'county']], []],
    [[['user.invite', 'county']], ['user.invite']],
    [
      [
        ['user.view', 'department'],
        ['user.update', 'county'],
      ],
      ['user.update'],
    ],
    [
      [
        ['user.view', 'county'],
        ['user.update', 'department'],
      ],
      [],
    ],
    [
      [
        ['department.manage', 'county'],
        ['department.view', 'department'],
        ['role.manage', 'county'],
        ['user.export', 'department'],
      ],
      ['department.manage', 'role.manage', 'user.export'],
    ],
    // What is seen of other departments is not less because people are seen of one's own alone.
    [
      [
        ['department.view', 'county'],
        ['user.view', 'department'],
      ],
      [],
    ],
  ])('%j leaves something in want: %j', (chosen, wanting) => {
    const found = whyNotTogether(chosen.map(([name, reach]) => ({ name, reach })));
    expect([...found].sort()).toEqual(wanting.map((name) => `errors.role.needs.${name}`).sort());
  });

  it('the built-in roles fit together, and every need can be met', () => {
    for (const role of roleNames) {
      const given = permissionNames.flatMap((name) => {
        const reach = builtInRoles[role][name];
        return reach ? [{ name, reach }] : [];
      });
      expect(whyNotTogether(given), role).toEqual([]);
    }
    for (const [name, needed] of Object.entries(needs) as [Permission, Permission][])
      for (const reach of permissions[name].grantable)
        expect(
          permissions[needed].grantable.some((one) => covers(one, reach)),
          `${name}: ${reach}`,
        ).toBe(true);
  });

  it('each want has words in every language', () => {
    for (const [language, { errors }] of Object.entries(catalogues)) {
      const words: Record<string, Record<string, string>> = errors.role.needs;
      for (const name of Object.keys(needs)) {
        const [noun = '', verb = ''] = name.split('.');
        expect(words[noun]?.[verb], `${language} ${name}`).toBeTypeOf('string');
      }
    }
  });
});

describe('who defines what', () => {
  const definer = (...held: [Permission, Reach][]) => ({ grants: new Map(held) });
  it.each<[[Permission, Reach][], [Permission, Reach][], boolean]>([
    [[['user.view', 'county']], [['user.view', 'county']], true],
    [[['user.view', 'county']], [['user.view', 'department']], true],
    [[['user.view', 'department']], [['user.view', 'county']], false],
    [[['user.view', 'county']], [['audit.view', 'county']], false],
    [[], [], true],
  ])('whoever holds %j defines %j: %s', (held, wanted, may) => {
    const permissions = wanted.map(([name, reach]) => ({ name, reach }));
    expect(whyNotDefine(definer(...held), permissions)).toBe(may ? null : 'errors.role.moreThanYours');
    expect(whyNotChange(definer(...held), { permissions, isTheirs: false })).toBe(
      may ? null : 'errors.role.exceedsYou',
    );
    expect(whyNotChange(definer(...held), { permissions, isTheirs: true })).toBe('errors.role.yourOwn');
  });

  it('what is built in, or only called so, stays as it is', () => {
    expect(whyFixed({ name: 'Citizen', builtIn: true })).toBe('errors.role.builtIn');
    expect(whyFixed({ name: 'System Administrator', builtIn: false })).toBe('errors.role.builtIn');
    expect(whyFixed({ name: 'Auditor', builtIn: false })).toBeNull();
  });
});
