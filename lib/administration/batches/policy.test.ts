import { describe, expect, it } from 'vitest';
import type { Permission, Reach } from '@/lib/access/permissions';
import { missingField, permissionOf, whyNotBatch } from './policy';
import { acts, type BatchKind } from './schema';

const kinds = [...acts, 'import'] as BatchKind[];
const holding = (...permissions: Permission[]) => ({
  county: { id: 'alder' },
  grants: new Map<Permission, Reach>(permissions.map((name) => [name, 'county'])),
});

describe('who may prepare and confirm a batch', () => {
  it.each([
    [['user.deactivate'], ['deactivate']],
    [['user.assign'], ['give-role', 'take-role', 'add-department']],
    [['user.invite'], ['import']],
    [['user.view', 'user.update', 'user.recover', 'user.export', 'role.manage'], []],
  ] as [Permission[], BatchKind[]][])('holders of %j: %j', (permissions, may) => {
    expect(kinds.filter((kind) => whyNotBatch(holding(...permissions), kind) === null)).toEqual(may);
  });

  it('nobody without a county, whatever they hold', () => {
    const system = { ...holding(...Object.values(permissionOf)), county: null };
    for (const kind of kinds) expect(whyNotBatch(system, kind)).toBe('errors.batch.ofOneCounty');
  });
});

describe('what an act needs', () => {
  it.each([
    ['deactivate', {}, undefined],
    ['give-role', {}, 'role'],
    ['give-role', { role: '' }, 'role'],
    ['give-role', { role: 'Citizen' }, undefined],
    ['take-role', { department: 'x' }, 'role'],
    ['add-department', { role: 'Citizen' }, 'department'],
    ['add-department', { department: 'x' }, undefined],
  ] as const)('%s with %j: %s', (act, given, field) => {
    expect(missingField(act, given)?.field).toBe(field);
  });
});
