import { describe, expect, it } from 'vitest';
import { en } from '@/messages';
import { openSignedValue, signValue } from '../browser/signed-cookie';
import { isProviderProblem, problemOf, providerProblems } from './problems';
import { proofOf } from './proof';

const provider = { id: 'state', key: 'https://login.state.example', name: 'State ID' };
const claims = { sub: 'abc', email: ' Rosa@Example.ORG ', email_verified: true, given_name: 'Rosa' };

describe('what is taken of a provider', () => {
  it('who it is, the address in its one form, and names', () => {
    expect(proofOf(provider, claims, 1000)?.facts).toEqual({
      provider: 'state',
      key: 'https://login.state.example',
      name: 'State ID',
      subject: 'abc',
      email: 'rosa@example.org',
      firstName: 'Rosa',
      lastName: '',
      authTime: 1000,
    });
  });

  it.each([undefined, '', 'a b', 'x'.repeat(256), 7, null, { not: '' }, 'á'])('no subject: %j', (sub) => {
    expect(proofOf(provider, { ...claims, sub }, null)).toBeNull();
  });

  it.each([
    [true, 'rosa@example.org'],
    ['true', 'rosa@example.org'],
    [false, null],
    ['false', null],
    [undefined, null],
    [1, null],
  ])('email_verified %j: %s', (email_verified, expected) => {
    expect(proofOf(provider, { ...claims, email_verified }, null)?.facts.email).toBe(expected);
  });

  it.each(['', 'no address', 'a@b@c.org', ['rosa@example.org'], { contains: '' }])(
    'an address that is none is none: %j',
    (email) => {
      expect(proofOf(provider, { ...claims, email }, null)?.facts.email).toBeNull();
    },
  );

  it.each(['a\u0000b', 'x'.repeat(101), 7, { a: 1 }])(
    'a name that no form would take is left out: %j',
    (name) => {
      expect(proofOf(provider, { ...claims, given_name: name }, 'now')?.facts).toMatchObject({
        firstName: '',
        authTime: null,
      });
    },
  );
});

describe('a sealed cookie', () => {
  const now = new Date();
  const later = new Date(now.getTime() + 1000);

  it('opens for its own purpose, until its end, unchanged', () => {
    const sealed = signValue('trip', { a: 1 }, later);
    expect(openSignedValue('trip', sealed, now)).toEqual({ a: 1 });
    expect(openSignedValue('newcomer', sealed, now)).toBeNull();
    expect(openSignedValue('trip', sealed, later)).toBeNull();
    const [body = '', proof] = sealed.split('.');
    const other = Buffer.from(body, 'base64url').toString().replace('1', '2');
    for (const forged of [
      `${Buffer.from(other).toString('base64url')}.${proof}`,
      `${body}.`,
      body,
      '',
      'x.y',
      `${sealed}.z`,
    ])
      expect(openSignedValue('trip', forged, now)).toBeNull();
    expect(openSignedValue('trip', undefined, now)).toBeNull();
  });
});

describe('a problem in an address', () => {
  it('is a word of the list, and has a text', () => {
    for (const word of providerProblems) expect(en.errors.provider).toHaveProperty(word);
    for (const text of ['', 'x', '<b>', undefined, ['away'], 'toString'])
      expect(isProviderProblem(text)).toBe(false);
  });

  it.each([
    [{ code: 'invalid', message: 'errors.provider.linkFirst' }, 'linkFirst'],
    [{ code: 'invalid', message: 'errors.signIn.deactivated' }, 'deactivated'],
    [{ code: 'too_many', message: 'errors.limits.wait' }, 'tooMany'],
    [{ code: 'unavailable', message: 'errors.service.away' }, 'busy'],
    [{ code: 'conflict', message: 'errors.form.conflict' }, 'failed'],
  ])('%j is %s', (fault, expected) => {
    expect(problemOf(fault)).toBe(expected);
  });
});
