import { describe, expect, it } from 'vitest';
import { type Fault, fail } from '@/lib/kernel/result';
import { type Consequence, consequenceOf, faults } from './faults';

it('each fault has one status', () => {
  expect(Object.fromEntries(Object.entries(faults).map(([name, { status }]) => [name, status]))).toEqual({
    unauthenticated: 401,
    forbidden: 403,
    not_found: 404,
    invalid: 422,
    conflict: 409,
    too_many: 429,
    unavailable: 503,
    bad_body: 400,
    too_large: 413,
    method_not_allowed: 405,
    internal: 500,
  });
});

describe('what a failure comes to', () => {
  const fault = (...given: Parameters<typeof fail>): Fault => fail(...given).error;
  it.each<[Fault, Consequence]>([
    [fault('unauthenticated', 'errors.access.signIn'), 'sign-in'],
    [fault('unauthenticated', 'errors.access.signInAgain', { reauthRequired: true }), 'prove-again'],
    [fault('forbidden', 'errors.access.setUpFactor', { factorRequired: true }), 'set-up-factor'],
    [fault('forbidden', 'errors.access.notAllowed'), 'forbidden'],
    [fault('not_found', 'errors.user.gone'), 'not-found'],
    [fault('too_many', 'errors.limits.wait', { retryAfter: 9 }), 'wait'],
    [fault('unavailable', 'errors.service.away', { retryAfter: 5 }), 'wait'],
    [fault('invalid', 'errors.form.problem'), 'correct'],
    [fault('conflict', 'errors.form.conflict'), 'correct'],
  ])('%o: %s', (given, expected) => {
    expect(consequenceOf(given)).toBe(expected);
  });
});
