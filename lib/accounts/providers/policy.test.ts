import { describe, expect, it } from 'vitest';
import { isFreshProof, whyNotLinkByAddress, whyNotNewcomer } from './policy';

const day = new Date('2026-03-01T12:00:00Z');

describe('a proven address of an account that is there', () => {
  it.each([
    ['is linked where everybody agrees', {}, null],
    [
      'not where the county wants a sign-in first',
      { socialLinking: 'signed-in' },
      'errors.provider.linkFirst',
    ],
    // Somebody else may have typed it, and would share the account with its owner.
    ['not where the account has not confirmed it', { confirmedAt: null }, 'errors.provider.linkFirst'],
    ['not where the operator does not trust the provider', { isTrusted: false }, 'errors.provider.linkFirst'],
    ['not to staff', { isStaff: true }, 'errors.provider.linkFirst'],
  ] as const)('%s', (_name, facts, expected) => {
    const all = { confirmedAt: day, socialLinking: 'address', isStaff: false, isTrusted: true } as const;
    expect(whyNotLinkByAddress({ ...all, ...facts })).toBe(expected);
  });
});

describe('somebody new', () => {
  it.each([
    ['a@b.org', 'open', null],
    ['a@b.org', 'invitation', 'errors.provider.invitationOnly'],
    ['a@b.org', null, 'errors.provider.chooseCounty'],
    [null, 'open', 'errors.provider.unverified'],
    [null, 'invitation', 'errors.provider.unverified'],
    [null, null, 'errors.provider.unverified'],
  ] as const)('address %s, county %s: %s', (provenAddress, registration, expected) => {
    expect(whyNotNewcomer({ provenAddress, registration })).toBe(expected);
  });
});

describe('a proof for a fresh session', () => {
  const seconds = day.getTime() / 1000;
  it.each([
    [seconds, true],
    [seconds + 20, true],
    [seconds - 30, true],
    [seconds - 31, false],
    [null, false],
  ])('signed in there at %s: %s', (authTime, expected) => {
    expect(isFreshProof(authTime, day)).toBe(expected);
  });
});
