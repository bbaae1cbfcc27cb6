import { expect, it } from 'vitest';
import { countySettings } from './county-settings';
import { dateFormat } from './date-format';

it('a formatter is made once for a language and options, and another for others', () => {
  const options = { timeZone: 'America/Los_Angeles', dateStyle: 'long' } as const;
  expect(dateFormat('en-US', { ...options })).toBe(dateFormat('en-US', { ...options }));
  expect(dateFormat('es-US', options)).not.toBe(dateFormat('en-US', options));
  expect(() => dateFormat('en-US', { timeZone: 'Nowhere/Land' })).toThrow(RangeError);
});

it('settings are read once for what is stored, and nobody changes what others read', () => {
  const stored = () => ({ timeZone: 'America/Denver', colour: '#123456' });
  const read = countySettings(stored());
  expect(countySettings(stored())).toBe(read);
  expect(countySettings({ ...stored(), colour: '#654321' }).colour).toBe('#654321');
  expect(Object.isFrozen(read)).toBe(true);
});
