import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Permission, Reach } from '@/lib/access/permissions';
import { roleNames } from '@/lib/access/roles';
import {
  always,
  completed,
  givesSomething,
  isBuiltInName,
  nameForm,
  whyFixed,
  whyNotChange,
  whyNotDefine,
} from './policy';

describe('names', () => {
  it('no language calls a built-in role as a county may call its own', () => {
    const folder = path.join(import.meta.dirname, '../../../messages');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const { roles } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as {
        roles: Record<string, string>;
      };
      for (const name of roleNames) expect(isBuiltInName(roles[name] ?? name), `${file} ${name}`).toBe(true);
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
  ])('%j is taken for a built-in one', (name) => {
    expect(isBuiltInName(name)).toBe(true);
  });

  it.each(['Auditor', 'County Administration', 'Citizens', 'Admin'])('%j is not', (name) => {
    expect(isBuiltInName(name)).toBe(false);
  });

  it('what people would take for the same has the same form', () => {
    expect(nameForm(' AUDITÓR  interno')).toBe(nameForm('auditor-Interno'));
    expect(nameForm('Auditor 1')).not.toBe(nameForm('Auditor 2'));
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
