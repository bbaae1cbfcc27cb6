import { describe, expect, it } from 'vitest';
import { countySettings, languageIn } from './county-settings';

const defaults = {
  timeZone: 'America/Los_Angeles',
  passwordPolicy: 'inherit',
  passwordComposition: 'inherit',
  confirmEmail: 'inherit',
  staffFactor: 'inherit',
  residentFactor: 'optional',
  socialLinking: 'signed-in',
  languages: ['en', 'es'],
  registration: 'open',
};

describe('the settings of a county', () => {
  it.each([[{}], [null], [undefined], ['text'], [7], [[]]])('have a default for each part: %j', (stored) => {
    expect(countySettings(stored)).toEqual(defaults);
  });

  it('keep what was stored before a part was added', () => {
    const contact = { address: '8 River Street', phone: '555-0180', hours: 'Always' };
    const stored = { timeZone: 'America/Denver', colour: '#1d4f91', contact };
    expect(countySettings(stored)).toEqual({ ...defaults, ...stored });
  });

  it.each([
    [{ timeZone: 'Mars/Base' }],
    [{ colour: 'green' }],
    [{ contact: 'none' }],
    [{ passwordPolicy: 'lesson' }],
    [{ confirmEmail: 'off' }],
    [{ socialLinking: 'everybody' }],
    [{ languages: [] }],
    [{ languages: ['fr'] }],
    [{ auditRetentionYears: 0 }],
  ])('one unreadable part spoils no other: %j', (bad) => {
    expect(countySettings({ registration: 'invitation', ...bad })).toEqual({
      ...defaults,
      registration: 'invitation',
    });
  });

  it('name each language once, in the order of the portal', () => {
    expect(countySettings({ languages: ['es', 'en', 'es'] }).languages).toEqual(['en', 'es']);
  });

  it('decide which language somebody gets', () => {
    expect(languageIn({ languages: ['en', 'es'] }, 'es')).toBe('es');
    expect(languageIn({ languages: ['es'] }, 'en')).toBe('es');
  });
});
