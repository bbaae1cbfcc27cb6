import { describe, expect, it } from 'vitest';
import type { Permission, Reach } from '@/lib/access/permissions';
import { domains } from '@/lib/domains';
import { whyNotBatch } from './policy';

const acts = domains.flatMap(({ batchActs }) => batchActs ?? []);
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
  ] as [Permission[], string[]][])('holders of %j: %j', (permissions, may) => {
    const open = acts.filter(({ permission }) => whyNotBatch(holding(...permissions), permission) === null);
    expect(open.map(({ name }) => name)).toEqual(may);
  });

  it('nobody without a county, whatever they hold', () => {
    const system = { ...holding(...acts.map(({ permission }) => permission)), county: null };
    for (const { permission } of acts)
      expect(whyNotBatch(system, permission)).toBe('errors.batch.ofOneCounty');
  });
});

it('an act has a name of its own, over all domains', () => {
  const names = acts.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
