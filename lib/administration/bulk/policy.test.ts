import { describe, expect, it } from 'vitest';
import { missingField } from './policy';

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
