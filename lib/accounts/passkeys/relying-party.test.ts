import { afterEach, describe, expect, it } from 'vitest';
import { env, overrideSettings } from '@/lib/platform/env';
import { relyingParty } from './relying-party';

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
  });
});
