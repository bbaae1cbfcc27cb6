import { describe, expect, it } from 'vitest';
import { linkMinutes, whyNotLink, whyNotSignIn, whyNotTakeAway } from './policy';

describe('whyNotSignIn', () => {
  const active = { active: true, isCountyActive: true, confirmedAt: '2026-01-01' };
  const cases: [string, Parameters<typeof whyNotSignIn>[0], string | null][] = [
    ['right password', { matches: true, user: active, isPending: false, confirmationNeeded: true }, null],
    [
      'wrong password',
      { matches: false, user: active, isPending: false, confirmationNeeded: false },
      'errors.signIn.wrong',
    ],
    [
      'nobody',
      { matches: false, user: null, isPending: false, confirmationNeeded: false },
      'errors.signIn.wrong',
    ],
    [
      'nobody, and yet a match',
      { matches: true, user: null, isPending: false, confirmationNeeded: false },
      'errors.signIn.wrong',
    ],
    [
      'deactivated, wrong password',
      { matches: false, user: { ...active, active: false }, isPending: false, confirmationNeeded: true },
      'errors.signIn.wrong',
    ],
    [
      'deactivated, right password',
      { matches: true, user: { ...active, active: false }, isPending: false, confirmationNeeded: true },
      'errors.signIn.deactivated',
    ],
    [
      'of a closed county, right password',
      {
        matches: true,
        user: { ...active, isCountyActive: false },
        isPending: false,
        confirmationNeeded: true,
      },
      'errors.signIn.deactivated',
    ],
    [
      'deactivated and unconfirmed',
      {
        matches: true,
        user: { ...active, active: false, confirmedAt: null },
        isPending: false,
        confirmationNeeded: true,
      },
      'errors.signIn.deactivated',
    ],
    [
      'unconfirmed, wrong password',
      { matches: false, user: { ...active, confirmedAt: null }, isPending: false, confirmationNeeded: true },
      'errors.signIn.wrong',
    ],
    [
      'unconfirmed, right password',
      { matches: true, user: { ...active, confirmedAt: null }, isPending: false, confirmationNeeded: true },
      'errors.signIn.confirmFirst',
    ],
    [
      'unconfirmed where nobody confirms',
      { matches: true, user: { ...active, confirmedAt: null }, isPending: false, confirmationNeeded: false },
      null,
    ],
    [
      'pending, right password',
      { matches: true, user: null, isPending: true, confirmationNeeded: true },
      'errors.signIn.confirmFirst',
    ],
    [
      'pending, wrong password',
      { matches: false, user: null, isPending: true, confirmationNeeded: true },
      'errors.signIn.wrong',
    ],
  ];
  it.each(cases)('%s', (_name, facts, expected) => {
    expect(whyNotSignIn(facts)).toBe(expected);
  });
});

describe('whyNotLink', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const link = {
    purpose: 'reset',
    expiresAt: '2026-11-22T12:00:00.001Z',
    usedAt: null,
    securityStamp: 'one',
  };
  const cases: [string, Parameters<typeof whyNotLink>[0], boolean][] = [
    ['its owner, in time', { link, user: { active: true, securityStamp: 'one' } }, true],
    ['of a stamp of before', { link, user: { active: true, securityStamp: 'two' } }, false],
    ['of no account yet', { link, user: null }, true],
    [
      'in the last millisecond',
      { link: { ...link, expiresAt: '2026-11-22T12:00:00.001Z' }, user: null },
      true,
    ],
    ['at its end', { link: { ...link, expiresAt: now.toISOString() }, user: null }, false],
    [
      'used',
      { link: { ...link, usedAt: now.toISOString() }, user: { active: true, securityStamp: 'one' } },
      false,
    ],
    ['of a deactivated person', { link, user: { active: false, securityStamp: 'one' } }, false],
    [
      'for something else',
      { link: { ...link, purpose: 'confirm' }, user: { active: true, securityStamp: 'one' } },
      false,
    ],
    [
      'for nothing known',
      { link: { ...link, purpose: '' }, user: { active: true, securityStamp: 'one' } },
      false,
    ],
    ['that was never given out', null, false],
    // The database answers times with an offset.
    [
      'with a time of PostgreSQL',
      { link: { ...link, expiresAt: '2026-11-22T12:00:01+00:00' }, user: null },
      true,
    ],
  ];
  it.each(cases)('a link %s: %s', (_name, found, counts) => {
    expect(whyNotLink(found, ['reset', 'invite'], now)).toBe(counts ? null : 'errors.link.unusable');
  });

  it('lives as long as docs/security.md says', () => {
    expect(linkMinutes).toEqual({
      reset: 30,
      confirm: 1440,
      'change-email': 1440,
      invite: 10_080,
      'not-me': 10_080,
      'not-me-address': 10_080,
      'account-reset': 1440,
      'cancel-reset': 4320,
    });
  });
});

describe('taking a way into the account away', () => {
  it.each([
    [{ hasPassword: true, passkeys: 0, providers: 0 }, null],
    [{ hasPassword: false, passkeys: 1, providers: 0 }, null],
    [{ hasPassword: false, passkeys: 0, providers: 1 }, null],
    [{ hasPassword: false, passkeys: 0, providers: 0 }, 'errors.access.lastWayIn'],
  ] as const)('%j left: %s', (left, expected) => {
    expect(whyNotTakeAway(left)).toBe(expected);
  });
});
