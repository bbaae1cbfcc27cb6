import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HashQueueFull } from '@/lib/platform/hashing';
import {
  anotherEmail,
  auditEvents,
  createWorld,
  faultOf,
  rowCounts,
  strangerRequest,
  successOf,
  type World,
} from '@/lib/testing/world';
import { behindTheWall } from './db';
import { done, fail } from './result';
import { useCase, useCases } from './use-case';

let world: World;
/** What a use case of the test has seen, in order. */
let steps: string[] = [];
beforeAll(async () => {
  world = await createWorld();
});

const input = z.object({ then: z.string('errors.form.wrongType') });
/** Does each of the things that a use case may do. */
async function act(then: string): Promise<void> {
  steps.push('run');
  if (then === 'throw') throw new Error('a bug');
  if (then === 'hash') throw new HashQueueFull('full');
  if (then === 'away') throw Object.assign(new Error('gone'), { code: '57P01' });
}
const guarded = useCase({
  name: 'accounts.testGuarded',
  input,
  access: 'user.view',
  limits: ({ then }) => {
    steps.push('limits');
    return then === 'limit' ? [{ name: 'test', key: 'x', points: 0, seconds: 60, counts: 'attempts' }] : [];
  },
  prepare: async (_context, { then }) => {
    steps.push('prepare');
    return then === 'unprepared' ? fail('invalid', 'errors.form.problem') : done('prepared');
  },
  audit: () => ({ entity: 'test' }),
  run: async ({ db, actor, prepared, note }, { then }) => {
    expect(prepared).toBe('prepared');
    note({ id: actor.id, before: { a: 1 }, after: { a: 2 } });
    await db.department.create({
      data: { countyId: actor.county?.id ?? '', code: `T${anotherEmail()}`, name: 'Test' },
    });
    await act(then);
    if (then === 'twice')
      await db.department.create({ data: { countyId: actor.county?.id ?? '', code: 'BLD', name: 'Again' } });
    return then === 'fail' ? fail('conflict', 'errors.form.conflict') : done(then);
  },
});
const counted = useCase({
  name: 'accounts.testCounted',
  input,
  access: 'public',
  audit: () => ({}),
  keepOnFail: true,
  run: async ({ db }) => {
    await db.outboxMail.createMany({
      data: [{ to: 'a@b.org', template: 'x', locale: 'en', nextAttemptAt: null }],
    });
    return fail('invalid', 'errors.form.problem');
  },
});
beforeAll(() => {
  useCases.delete('accounts.testGuarded');
  useCases.delete('accounts.testCounted');
});

async function ran(then: unknown, request = world.alder.admin.request) {
  steps = [];
  const before = await rowCounts();
  const result = await guarded.execute(request, { then }).catch((error: unknown) => error as Error);
  const after = await rowCounts();
  const written = Object.entries(after).filter(([table, count]) => count !== before[table]);
  return { result, steps, written: written.map(([table]) => table).sort() };
}

/** Takes the rows of two departments in the order of their codes, with a while between. */
const locking = useCase({
  name: 'accounts.testLocking',
  input: z.object({ codes: z.array(z.string()) }),
  access: 'user.view',
  audit: () => ({ entity: 'test' }),
  run: async ({ db, mail }, { codes }) => {
    await mail({ name: 'test-locking', data: z.object({}) }, { to: 'a@b.org', locale: 'en' });
    for (const code of codes) {
      await db.$queryRaw`select "id" from "Department" where "code" = ${code} for update`;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return done(codes);
  },
});
beforeAll(() => void useCases.delete('accounts.testLocking'));

describe('two that wait for each other', () => {
  it('both come through: the one that the database gives up is tried once more, and leaves one event and one mail', async () => {
    const { request } = world.alder.admin;
    const orders = [
      ['BLD', 'ENV'],
      ['ENV', 'BLD'],
    ];
    const results = await Promise.all(orders.map((codes) => locking.execute(request, { codes })));
    expect(results.map(successOf)).toEqual(orders);
    expect(await auditEvents('accounts.testLocking')).toMatchObject([
      { outcome: 'done' },
      { outcome: 'done' },
    ]);
    const mails = await behindTheWall('*', (db) =>
      db.outboxMail.count({ where: { template: 'test-locking' } }),
    );
    expect(mails).toBe(2);
  });
});

describe('the order of a use case', () => {
  it('authenticates before it parses, parses before it counts, counts before it prepares, prepares before it runs', async () => {
    expect(await ran(1, strangerRequest())).toMatchObject({
      result: { error: { code: 'unauthenticated' } },
      steps: [],
      written: [],
    });
    expect(await ran(1, world.alder.citizen.request)).toMatchObject({
      result: { error: { code: 'forbidden' } },
      steps: [],
      written: ['AuditEvent'],
    });
    expect(await ran(1)).toMatchObject({ result: { error: { code: 'invalid' } }, steps: [], written: [] });
    expect(await ran('limit')).toMatchObject({
      result: { error: { code: 'too_many' } },
      steps: ['limits'],
      written: ['AuditEvent'],
    });
    expect(await ran('unprepared')).toMatchObject({
      result: { error: { code: 'invalid' } },
      steps: ['limits', 'prepare'],
    });
    expect(await ran('done')).toMatchObject({
      result: { ok: true, value: 'done' },
      steps: ['limits', 'prepare', 'run'],
      written: ['AuditEvent', 'Department'],
    });
  });

  it('what fails is rolled back and leaves a refusal; what throws is a bug and leaves nothing', async () => {
    expect(await ran('fail')).toMatchObject({
      result: { error: { code: 'conflict' } },
      written: ['AuditEvent'],
    });
    expect((await auditEvents('accounts.testGuarded')).at(-1)).toMatchObject({
      outcome: 'refused',
      entity: 'test',
      entityId: world.alder.admin.id,
      before: null,
      after: null,
    });
    expect(await ran('throw')).toMatchObject({ result: new Error('a bug'), written: [] });
  });

  it('our own faults are told as such: the hash queue, the database', async () => {
    expect((await ran('hash')).result).toMatchObject({
      error: { code: 'unavailable', message: 'errors.service.busy', retryAfter: 2 },
    });
    expect((await ran('away')).result).toMatchObject({
      error: { code: 'unavailable', message: 'errors.service.away', retryAfter: 5 },
    });
  });

  it('two who write the same unique thing at once: a conflict, no error of ours', async () => {
    expect(await ran('twice')).toMatchObject({ result: { error: { code: 'conflict' } }, written: [] });
  });

  it('keepOnFail keeps what was written, and calls it failed', async () => {
    const before = await rowCounts();
    expect(faultOf(await counted.execute(strangerRequest(), { then: '' })).code).toBe('invalid');
    expect(await rowCounts()).toMatchObject({ OutboxMail: (before.OutboxMail ?? 0) + 1 });
    expect((await auditEvents('accounts.testCounted')).at(-1)).toMatchObject({
      outcome: 'failed',
      countyId: null,
    });
  });

  it('a success says what stood before and after', async () => {
    successOf((await ran('done')).result as Awaited<ReturnType<typeof guarded.execute>>);
    expect((await auditEvents('accounts.testGuarded')).at(-1)).toMatchObject({
      outcome: 'done',
      entityId: world.alder.admin.id,
      before: { a: 1 },
      after: { a: 2 },
    });
  });
});
