import { createHmac } from 'node:crypto';
import argon2 from '@node-rs/argon2';
import bcrypt from 'bcrypt';
import { describe, expect, it } from 'vitest';
import { createHasher, HashQueueFull } from './hashing';
import { dummyHash, parseStoredHash, pepperVersionOf } from './stored-hash';

const PEPPER = 'the pepper of these tests';
const OLD_PEPPER = 'the pepper before it';
const PASSWORD = 'purple moose at noon';

const input = (pepper: string, password: string) =>
  createHmac('sha384', pepper).update(password.normalize('NFKC')).digest('base64');
const withVersion = (encoded: string, pepper: string) => `${encoded}$pepper=${pepperVersionOf(pepper)}`;

const hasher = createHasher({ algorithm: 'bcrypt', pepper: PEPPER, previousPeppers: [OLD_PEPPER], cost: 4 });

describe('hash', () => {
  it('is bcrypt of the peppered password, and says scheme, cost and pepper', async () => {
    const stored = await hasher.hash(PASSWORD);
    expect(stored).toMatch(/^\$2b\$04\$[./A-Za-z0-9]{53}\$pepper=[0-9a-f]{8}$/);
    const encoded = stored.slice(0, 60);
    expect(await bcrypt.compare(input(PEPPER, PASSWORD), encoded)).toBe(true);
    expect(await hasher.hash(PASSWORD)).not.toBe(stored);
  });

  it('has cost 12 unless told otherwise', async () => {
    expect(await createHasher({ algorithm: 'bcrypt', pepper: PEPPER }).hash('x')).toMatch(/^\$2b\$12\$/);
  });

  it('tells apart passwords that differ after 72 bytes', async () => {
    const long = 'é'.repeat(127);
    const stored = await hasher.hash(`${long}a`);
    expect((await hasher.verify(`${long}a`, stored)).matches).toBe(true);
    expect((await hasher.verify(`${long}b`, stored)).matches).toBe(false);
  });

  it('takes two spellings of one text for one password', async () => {
    const stored = await hasher.hash('ﬁancée and moose');
    expect((await hasher.verify('fiance\u0301e and moose', stored)).matches).toBe(true);
  });

  it('refuses what no caller should send', async () => {
    await expect(hasher.hash('x'.repeat(4097))).rejects.toThrow(RangeError);
    expect((await hasher.verify('x'.repeat(100_000), null)).matches).toBe(false);
    expect(() => createHasher({ algorithm: 'bcrypt', pepper: '' })).toThrow(RangeError);
  });

  it('is argon2id with 19 MiB and two passes where that is chosen', async () => {
    const chosen = createHasher({ algorithm: 'argon2id', pepper: PEPPER });
    const stored = await chosen.hash(PASSWORD);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$.+\$pepper=[0-9a-f]{8}$/);
    expect(await chosen.verify(PASSWORD, stored)).toEqual({ matches: true, needsUpgrade: false });
    expect(await hasher.verify(PASSWORD, stored)).toEqual({ matches: true, needsUpgrade: true });
    expect(await chosen.verify(PASSWORD, await hasher.hash(PASSWORD))).toEqual({
      matches: true,
      needsUpgrade: true,
    });
  });
});

describe('verify', () => {
  const cases: Array<[string, () => Promise<string>, boolean, boolean]> = [
    ['the current form', () => hasher.hash(PASSWORD), true, false],
    ['another password', () => hasher.hash('green moose at noon'), false, false],
    [
      'another cost',
      async () => withVersion(await bcrypt.hash(input(PEPPER, PASSWORD), 5), PEPPER),
      true,
      true,
    ],
    [
      'an older pepper',
      async () => withVersion(await bcrypt.hash(input(OLD_PEPPER, PASSWORD), 4), OLD_PEPPER),
      true,
      true,
    ],
    [
      'a pepper nobody knows',
      async () => withVersion(await bcrypt.hash(input('lost', PASSWORD), 4), 'lost'),
      false,
      false,
    ],
    ['plain bcrypt $2b$', () => bcrypt.hash(PASSWORD, 4), true, true],
    [
      'plain bcrypt $2a$',
      () => bcrypt.hash(PASSWORD, 4).then((hash) => hash.replace('$2b$', '$2a$')),
      true,
      true,
    ],
    [
      'plain bcrypt $2y$',
      () => bcrypt.hash(PASSWORD, 4).then((hash) => hash.replace('$2b$', '$2y$')),
      true,
      true,
    ],
    [
      'argon2id with other parameters',
      async () =>
        withVersion(await argon2.hash(input(PEPPER, PASSWORD), { memoryCost: 8192, timeCost: 1 }), PEPPER),
      true,
      true,
    ],
    ['plain argon2id', () => argon2.hash(PASSWORD, { memoryCost: 8192 }), true, true],
    ['the dummy', async () => dummyHash({ scheme: 'bcrypt', version: '2b', cost: 4 }), false, false],
    ['an empty text', async () => '', false, false],
    ['the password itself', async () => PASSWORD, false, false],
    ['a cost that would never end', async () => `$2b$31$${'.'.repeat(53)}`, false, false],
  ];
  it.each(cases)('%s', async (_name, stored, matches, needsUpgrade) => {
    expect(await hasher.verify(PASSWORD, await stored())).toEqual({ matches, needsUpgrade });
  });

  it('does real work for an unknown person', async () => {
    const slow = createHasher({ algorithm: 'bcrypt', pepper: PEPPER, cost: 10 });
    const stored = await slow.hash(PASSWORD);
    const timeOf = async (hash: string | null) => {
      const start = performance.now();
      for (let round = 0; round < 3; round += 1) await slow.verify('wrong', hash);
      return performance.now() - start;
    };
    const [known, unknown] = [await timeOf(stored), await timeOf(null)];
    expect(unknown).toBeGreaterThan(known / 3);
    expect(await slow.verify(PASSWORD, null)).toEqual({ matches: false, needsUpgrade: false });
  });

  it('checks the dummy for both schemes as a real hash', async () => {
    const bcryptDummy = dummyHash({ scheme: 'bcrypt', version: '2b', cost: 4 });
    const argon2Dummy = dummyHash({ scheme: 'argon2id', version: 19, memoryKib: 8192, passes: 1, lanes: 1 });
    expect(parseStoredHash(bcryptDummy)?.encoded).toBe(bcryptDummy);
    expect(parseStoredHash(argon2Dummy)?.encoded).toBe(argon2Dummy);
    expect(bcrypt.getRounds(bcryptDummy)).toBe(4);
    await expect(bcrypt.hash('x', bcryptDummy.slice(0, 29))).resolves.toContain('$2b$04$');
    await expect(argon2.verify(argon2Dummy, 'x')).resolves.toBe(false);
  });
});

describe('the queue', () => {
  it('holds so many and no more', async () => {
    const small = createHasher({
      algorithm: 'bcrypt',
      pepper: PEPPER,
      cost: 6,
      concurrency: 1,
      queueLimit: 2,
    });
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => small.hash(PASSWORD)));
    expect(results.map((each) => each.status)).toEqual([
      ...Array(3).fill('fulfilled'),
      ...Array(3).fill('rejected'),
    ]);
    const refused = results.find((each) => each.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(HashQueueFull);
    expect(refused?.reason.retryAfter).toBe(2);
    await expect(small.hash(PASSWORD)).resolves.toBeTruthy();
  });

  it('takes 2 at once and 64 behind them unless told otherwise', async () => {
    const results = await Promise.allSettled(Array.from({ length: 70 }, () => hasher.verify('x', null)));
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(66);
  });
});

describe.each(['native', 'workers'] as const)('bcrypt by %s', (bcryptEngine) => {
  const engine = createHasher({ algorithm: 'bcrypt', pepper: PEPPER, cost: 10, bcryptEngine });

  it('makes and checks the same hashes as the other', async () => {
    const stored = await engine.hash(PASSWORD);
    expect(stored).toMatch(/^\$2b\$10\$/);
    const other = createHasher({ algorithm: 'bcrypt', pepper: PEPPER, cost: 10 });
    expect(await other.verify(PASSWORD, stored)).toEqual({ matches: true, needsUpgrade: false });
    expect(await engine.verify(PASSWORD, await other.hash(PASSWORD))).toEqual({
      matches: true,
      needsUpgrade: false,
    });
    expect(await engine.verify('wrong', stored)).toEqual({ matches: false, needsUpgrade: false });
    expect(await engine.verify('wrong', null)).toEqual({ matches: false, needsUpgrade: false });
  });

  it('leaves the event loop free', async () => {
    await engine.hash('to start the threads');
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 5);
    await Promise.all(Array.from({ length: 4 }, () => engine.hash(PASSWORD)));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
  });
});
