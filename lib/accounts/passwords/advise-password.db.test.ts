import { beforeAll, describe, expect, it } from 'vitest';
import { behindTheWall } from '@/lib/kernel/db';
import { overrideSettings } from '@/lib/platform/env';
import {
  anotherIp,
  createWorld,
  faultOf,
  requestOf,
  rowCounts,
  strangerRequest,
  successOf,
  type World,
} from '@/lib/testing/world';
import { advisePassword } from './advise-password';

let world: World;
beforeAll(async () => {
  world = await createWorld();
  overrideSettings({ PASSWORD_POLICY: 'strict' });
});

const advice = async (input: Record<string, unknown>, request = strangerRequest()) =>
  successOf(await advisePassword.execute(request, input));

describe('advice on a password', () => {
  it.each([
    ['short', ['errors.password.min12']],
    ['a'.repeat(129), ['errors.password.max128']],
    ['passwordpassword', ['errors.password.common']],
    ['abcabcabcabcabc', ['errors.password.guessable']],
    ['alder county 2026', ['errors.password.context']],
    ['marmot lantern 47 gravel', []],
  ])('is what the rule says of it: %s', async (password, expected) => {
    const { strong, advice: said } = await advice({ password, county: 'ald' });
    expect(said).toEqual(expected);
    expect(strong).toBe(expected.length === 0);
  });

  it('knows the words of the person: what was typed beside it, or who is signed in', async () => {
    const password = 'Rosalinda77777';
    expect((await advice({ password, firstName: 'Rosalinda' })).advice).toContain('errors.password.context');
    const { admin } = world.alder;
    await behindTheWall('*', (db) =>
      db.user.update({ where: { id: admin.id }, data: { firstName: 'Rosalinda' } }),
    );
    expect((await advice({ password }, admin.request)).advice).toContain('errors.password.context');
  });

  it('follows a county that asks for more', async () => {
    const { county } = world.birch;
    await behindTheWall('*', (db) =>
      db.county.update({ where: { id: county.id }, data: { settings: { passwordComposition: 'on' } } }),
    );
    const password = 'marmot lantern gravel';
    expect((await advice({ password, county: 'ALD' })).strong).toBe(true);
    expect((await advice({ password, county: 'BIR' })).advice).toContain('errors.password.uppercase');
    expect((await advice({ password }, world.birch.citizen.request)).advice).toContain(
      'errors.password.number',
    );
  });

  it('keeps nothing, and answers an address thirty times a minute', async () => {
    const before = await rowCounts();
    const ip = anotherIp();
    const results = await Promise.all(
      Array.from({ length: 40 }, () => advisePassword.execute(requestOf({}, { ip }), { password: 'short' })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(30);
    expect(results.filter(({ ok }) => !ok).map((result) => faultOf(result).code)).toEqual(
      Array(10).fill('too_many'),
    );
    expect(await rowCounts()).toEqual(before);
  });
});
