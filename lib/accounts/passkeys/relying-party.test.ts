import { afterEach, describe, expect, it } from 'vitest';
import { env, overrideSettings } from '@/lib/platform/env';
import { passkeysAt, relyingParty } from './relying-party';

const before = env();
afterEach(() => overrideSettings(before));

describe('the relying party', () => {
  it.each([
    ['https://portal.alder.gov', { id: 'portal.alder.gov', origins: ['https://portal.alder.gov'] }],
    ['https://portal.alder.gov:8443', { id: 'portal.alder.gov', origins: ['https://portal.alder.gov:8443'] }],
    ['http://localhost:3000', { id: 'localhost', origins: ['http://localhost:3000'] }],
    ['http://portal.alder.gov', null],
    ['https://192.0.2.7', null],
    ['http://127.0.0.1:3000', null],
    ['https://[2001:db8::1]', null],
    ['http://localhost.evil.example', null],
  ])('of %s', (APP_URL, party) => {
    overrideSettings({ APP_URL, isAppUrlDefault: false });
    expect(relyingParty()).toEqual(party);
  });

  it('is localhost, and nothing else, while APP_URL is the default', () => {
    overrideSettings({ APP_URL: 'http://127.0.0.1:4711', isAppUrlDefault: true });
    expect(relyingParty()).toEqual({ id: 'localhost', origins: ['http://localhost:4711'] });
    expect(passkeysAt('127.0.0.1:4711')).toEqual({ at: 'elsewhere', origin: 'http://localhost:4711' });
    expect(passkeysAt(null)).toMatchObject({ at: 'elsewhere' });
    expect(passkeysAt('LOCALHOST:4711')).toEqual({ at: 'here' });
  });

  it('whatever host a proxy names, a portal with an address of its own is here', () => {
    overrideSettings({ APP_URL: 'https://portal.alder.gov', isAppUrlDefault: false });
    expect(passkeysAt('10.0.0.7:3000')).toEqual({ at: 'here' });
    overrideSettings({ APP_URL: 'https://192.0.2.7', isAppUrlDefault: false });
    expect(passkeysAt('192.0.2.7')).toEqual({ at: 'nowhere' });
  });
});
