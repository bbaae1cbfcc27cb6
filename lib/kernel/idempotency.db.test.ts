import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWorld, faultOf, successOf, type World } from '@/lib/testing/world';
import { behindTheWall } from './db';
import { done, fail } from './result';
import { useCase, useCases } from './use-case';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => {
  for (const name of ['testCounting', 'testOpen', 'testOther', 'testOnce'])
    useCases.delete(`accounts.${name}`);
});

let runs = 0;
beforeEach(() => {
  runs = 0;
});
const input = z.object({ then: z.string() });
/** Counts how often it ran; fails, throws or keeps a failure's writes as it is told. */
const counting = useCase({
  name: 'accounts.testCounting',
  input,
  access: 'account.manage',
  audit: 'none',
  keepOnFail: true,
  run: async (_context, { then }) => {
    runs += 1;
    if (then === 'throw' && runs === 1) throw new Error('a bug');
    return then === 'fail' && runs === 1 ? fail('invalid', 'errors.form.problem') : done({ runs });
  },
});
const other = useCase({
  name: 'accounts.testOther',
  input,
  access: 'account.manage',
  audit: 'none',
  run: async () => done({ runs }),
});
const open = useCase({
  name: 'accounts.testOpen',
  input,
  access: 'public',
  county: () => null,
  prepare: async () => done(null),
  audit: 'none',
  run: async () => {
    runs += 1;
    return done({ runs });
  },
});

/** A thing that can be there once: who comes second is refused while it prepares. */
const things = new Set<string>();
let commits: Promise<unknown> | undefined;
const once = useCase({
  name: 'accounts.testOnce',
  input,
  access: 'account.manage',
  audit: 'none',
  prepare: async (_context, { then }) => {
    if (runs > 0) await commits;
    return things.has(then) ? fail('conflict', 'errors.form.conflict') : done(null);
  },
  run: async (_context, { then }) => {
    runs += 1;
    things.add(then);
    return done({ runs });
  },
});

let keys = 0;
const asked = (person = world.alder.citizen) => {
  keys += 1;
  return { ...person.request, idempotencyKey: `key-${keys}` };
};
const kept = () => behindTheWall('*', (db) => db.idempotentAnswer.findMany());

describe('a key', () => {
  it('of a failure that keeps its writes, and of one of our own faults, is free again', async () => {
    const failing = asked();
    expect(faultOf(await counting.execute(failing, { then: 'fail' })).code).toBe('invalid');
    expect(successOf(await counting.execute(failing, { then: 'fail' }))).toEqual({ runs: 2 });
    expect(successOf(await counting.execute(failing, { then: 'fail' }))).toEqual({ runs: 2 });
    runs = 0;
    const breaking = asked();
    await expect(counting.execute(breaking, { then: 'throw' })).rejects.toThrow('a bug');
    expect(successOf(await counting.execute(breaking, { then: 'throw' }))).toEqual({ runs: 2 });
  });

  it('answers a repeat that looked before the first committed, and found its way blocked after', async () => {
    const request = asked();
    // The repeat has looked for an answer, found none, and waits; then the first commits.
    runs = 1;
    let go: (value: unknown) => void = () => {};
    commits = new Promise((resolve) => {
      go = resolve;
    });
    const second = once.execute(request, { then: 'thing' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    runs = 0;
    const first = successOf(await once.execute(request, { then: 'thing' }));
    go(null);
    expect(await second).toEqual({ ok: true, value: first });
    expect(runs).toBe(1);
    expect(faultOf(await once.execute(asked(), { then: 'thing' })).code).toBe('conflict');
  });

  it('is one use case’s alone', async () => {
    const request = asked();
    successOf(await counting.execute(request, { then: 'a' }));
    successOf(await other.execute(request, { then: 'b' }));
  });

  it('means nothing where anybody may ask, whatever county that is about', async () => {
    const request = asked();
    const before = (await kept()).length;
    expect(successOf(await open.execute(request, { then: 'a' }))).toEqual({ runs: 1 });
    expect(successOf(await open.execute(request, { then: 'a' }))).toEqual({ runs: 2 });
    expect(await kept()).toHaveLength(before);
  });
});
