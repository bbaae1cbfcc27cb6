import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { behindTheWall, database } from '@/lib/kernel/db';
import { sealedCounty } from '@/lib/kernel/seal';
import { log } from '@/lib/platform/log';
import { appendEvent, asOwner, auditEvents, createWorld, runJob, type World } from '@/lib/testing/world';
import { retentionEnd, retireAuditEvents, retireEvents } from './retire-events';

const DAY = 86_400_000;
const now = new Date('2026-11-23T15:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * DAY);

let world: World;
let alder: string;
beforeAll(async () => {
  world = await createWorld();
  alder = world.alder.county.id;
});

const openWall = `perform open_wall();`;
const behindNoWall = (statements: string) => asOwner(`do $$ begin ${openWall} ${statements} end $$`);

async function add(county: string | null, ...times: Date[]): Promise<void> {
  await behindTheWall('*', async (db) => {
    for (const at of times)
      await appendEvent(db, {
        id: crypto.randomUUID(),
        countyId: county,
        at,
        event: 'test.event',
        outcome: 'done',
      });
  });
}

async function trail(county: string | null) {
  const events = await behindTheWall('*', (db) =>
    db.auditEvent.findMany({ where: { countyId: county }, orderBy: { sequence: 'asc' } }),
  );
  return events.map(({ sequence, event, after, hash }) => ({
    sequence: Number(sequence),
    event,
    after,
    hash,
  }));
}

async function firstBroken(county: string | null) {
  const { prisma } = await database();
  return prisma.$transaction(async (db) => {
    await db.$queryRaw`select set_config('app.county_id', ${sealedCounty('*')}, true)`;
    return db.$queryRaw<
      unknown[]
    >`select "sequence"::int, "problem" from first_broken_audit_event(${county})`;
  });
}

const keepFor = (years: number | undefined) =>
  behindTheWall('*', (db) =>
    db.county.update({
      where: { id: alder },
      data: { settings: years === undefined ? {} : { auditRetentionYears: years } },
    }),
  );

/** What the owner of the tables can do: switch the triggers off for as long as `work` takes. */
async function withoutTriggers(work: () => Promise<unknown>): Promise<void> {
  for (const table of ['AuditEvent', 'AuditChain'])
    await asOwner(`alter table "${table}" disable trigger user`);
  try {
    await work();
  } finally {
    for (const table of ['AuditEvent', 'AuditChain'])
      await asOwner(`alter table "${table}" enable trigger user`);
  }
}

/** Alder's trail anew: four old events, one of a year ago to the day, two new ones. */
beforeEach(async () => {
  await withoutTriggers(() => behindNoWall(`delete from "AuditEvent"; delete from "AuditChain";`));
  await add(alder, ago(900), ago(800), ago(700), ago(600), ago(365), ago(10), ago(1));
  await add(null, ago(900));
  await add(world.birch.county.id, ago(900));
});

describe('retireAuditEvents', () => {
  it('keeps everything for ever unless the county says otherwise', async () => {
    await keepFor(undefined);
    expect(await retireAuditEvents(now)).toBe(0);
    expect(await trail(alder)).toHaveLength(7);
  });

  it('lets go of what is older, says so in the chain, and the rest still holds', async () => {
    await keepFor(1);
    const before = await trail(alder);
    expect(await retireAuditEvents(now)).toBe(4);
    const left = await trail(alder);
    expect(left.map(({ sequence }) => sequence)).toEqual([5, 6, 7, 8]);
    expect(left.at(-1)).toMatchObject({
      event: 'audit.retireEvents',
      after: { events: 4, upTo: 4, hash: before[3]?.hash },
    });
    expect(await firstBroken(alder)).toEqual([]);
    // Nothing more to do, and nothing more in the trail.
    expect(await retireAuditEvents(new Date(now.getTime() + 3_600_000))).toBe(0);
    expect(await trail(alder)).toHaveLength(4);
    expect(await auditEvents('audit.retireEvents')).toHaveLength(1);
    // Nobody else's events went.
    expect(await trail(null)).toHaveLength(1);
    expect(await trail(world.birch.county.id)).toHaveLength(1);
  });

  it('is the job of the system, and the trail says so', async () => {
    await keepFor(1);
    expect(await runJob(retireEvents, now)).toBe(4);
    expect(await runJob(retireEvents, now)).toBe(0);
    expect(await auditEvents('audit.retireEvents')).toEqual([
      expect.objectContaining({ outcome: 'done', countyId: alder, actorId: 'system', actorEmail: 'system' }),
    ]);
  });

  it('goes on from the mark as the years pass, in parts where there are many', async () => {
    await keepFor(2);
    expect(await retireAuditEvents(now)).toBe(2);
    await add(alder, now);
    expect(await retireAuditEvents(new Date(now.getTime() + 3 * 365 * DAY), 2)).toBe(7);
    expect((await trail(alder)).map(({ event }) => event)).toEqual(
      Array.from({ length: 4 }, () => 'audit.retireEvents'),
    );
    await add(alder, now);
    expect(await firstBroken(alder)).toEqual([]);
  });

  it('an old event behind a newer one stays: only the beginning of the chain goes', async () => {
    await keepFor(1);
    await add(alder, ago(900));
    expect(await retireAuditEvents(now)).toBe(4);
    expect((await trail(alder)).map(({ sequence }) => sequence)).toEqual([5, 6, 7, 8, 9]);
  });

  it('twenty at once retire once', async () => {
    await keepFor(1);
    const counts = await Promise.all(Array.from({ length: 20 }, () => retireAuditEvents(now)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(await auditEvents('audit.retireEvents')).toHaveLength(1);
    expect(await firstBroken(alder)).toEqual([]);
  });

  it('evidence is not tidied away: a broken trail keeps everything', async () => {
    await keepFor(1);
    await withoutTriggers(() =>
      behindNoWall(`update "AuditEvent" set "event" = 'x' where "countyId" = '${alder}' and "sequence" = 2;`),
    );
    expect(await retireAuditEvents(now)).toBe(0);
    expect(await trail(alder)).toHaveLength(7);
    expect(await firstBroken(alder)).toEqual([{ sequence: 2, problem: 'altered' }]);
  });

  it('what goes wrong in one county keeps no other waiting', async () => {
    await keepFor(1);
    await behindTheWall('*', (db) =>
      db.county.update({
        where: { id: world.birch.county.id },
        data: { settings: { auditRetentionYears: 1 } },
      }),
    );
    // Alder's next event gets a number that is taken: its retiring throws.
    await withoutTriggers(() =>
      behindNoWall(`update "AuditChain" set "sequence" = 5 where "chain" = '${alder}';`),
    );
    const logged = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    expect(await retireAuditEvents(now)).toBe(1);
    expect(logged.mock.calls).toEqual([
      [expect.objectContaining({ county: 'ALD', err: expect.any(Error) }), expect.any(String)],
    ]);
    logged.mockRestore();
    expect(await trail(alder)).toHaveLength(7);
    expect((await trail(world.birch.county.id)).map(({ event }) => event)).toEqual(['audit.retireEvents']);
    await behindTheWall('*', (db) =>
      db.county.update({ where: { id: world.birch.county.id }, data: { settings: {} } }),
    );
  });
});

describe('nobody retires by hand, the owner of the tables included', () => {
  beforeEach(async () => {
    await keepFor(1);
    await retireAuditEvents(now);
  });
  const own = () => `"countyId" = '${alder}'`;

  it.each([
    ['deletes the oldest', () => `delete from "AuditEvent" where ${own()} and "sequence" = 5;`],
    ['deletes all', () => `delete from "AuditEvent" where ${own()};`],
    ['alters one', () => `update "AuditEvent" set "event" = 'x' where ${own()} and "sequence" = 5;`],
    ['moves the mark on', () => `update "AuditChain" set "retired" = 6 where "chain" = '${alder}';`],
    ['moves the mark back', () => `update "AuditChain" set "retired" = 0 where "chain" = '${alder}';`],
    ['changes its hash', () => `update "AuditChain" set "retiredHash" = 'x' where "chain" = '${alder}';`],
    ['sets it in another chain', () => `update "AuditChain" set "retired" = 1 where "chain" = '';`],
    [
      'deletes the head, inserts it as if all were retired, deletes the events',
      () => `delete from "AuditChain" where "chain" = '${alder}';
        insert into "AuditChain" select '${alder}', e."sequence", e."hash", e."sequence", e."hash"
          from "AuditEvent" e where ${own()} and "sequence" = 8;
        delete from "AuditEvent" where ${own()};`,
    ],
    ['deletes all events and the head', () => `delete from "AuditChain"; delete from "AuditEvent";`],
    [
      'rewinds the head, deletes the tail',
      () => `update "AuditChain" c set "sequence" = e."sequence", "hash" = e."hash" from "AuditEvent" e
          where c."chain" = '${alder}' and e."countyId" = c."chain" and e."sequence" = 6;
        delete from "AuditEvent" where ${own()} and "sequence" > 6;`,
    ],
    ['moves the head on by hand', () => `update "AuditChain" set "sequence" = "sequence" + 1;`],
    ['gives the head another hash', () => `update "AuditChain" set "hash" = 'x' where "chain" = '${alder}';`],
    [
      'gives the head to another chain',
      () => `update "AuditChain" set "chain" = 'x' where "chain" = '${alder}';`,
    ],
    ['changes nothing of the head', () => `update "AuditChain" set "hash" = "hash";`],
    ['empties the chains', () => `truncate "AuditChain";`],
    ['empties the chains and the events', () => `truncate "AuditChain", "AuditEvent";`],
    ['makes a head up', () => `insert into "AuditChain" values ('new', 9, 'x', 0, '');`],
    ['makes a mark up', () => `insert into "AuditChain" values ('new', 0, '', 9, 'x');`],
    [
      'puts its own head in the place of one',
      () => `insert into "AuditChain" values ('${alder}', 0, '', 0, '')
        on conflict ("chain") do update set "retired" = 8, "retiredHash" = 'x';`,
    ],
    [
      'says in the trail that more is retired than there is',
      () => `perform write_audit_event('{"id":"x","countyId":"${alder}","at":"2026-01-01","outcome":"done",
          "event":"audit.retireEvents","after":{"upTo":99,"hash":"x"}}');
        update "AuditChain" set "retired" = 99, "retiredHash" = 'x' where "chain" = '${alder}';`,
    ],
    [
      'says in the trail that what tells of it is retired too',
      () => `perform write_audit_event('{"id":"x","countyId":"${alder}","at":"2026-01-01","outcome":"done",
          "event":"audit.retireEvents","after":{"upTo":9,"hash":"x"}}');
        update "AuditChain" set "retired" = 9, "retiredHash" = 'x' where "chain" = '${alder}';`,
    ],
    [
      'puts a table of their own before the marks',
      () => `create temp table "AuditChain" on commit drop as select '${alder}' as "chain", 99::bigint as "retired";
        delete from "AuditEvent" where ${own()};`,
    ],
  ])('%s', async (_name, statements) => {
    const before = await trail(alder);
    await expect(behindNoWall(statements())).rejects.toThrow(/append-only/);
    expect(await trail(alder)).toEqual(before);
    expect(await firstBroken(alder)).toEqual([]);
  });

  it('an event goes where it belongs, whatever tables the session has of its own', async () => {
    const before = await trail(alder);
    // A plan that was made before would still know the real one.
    await behindNoWall(`execute 'discard plans'; create temp table "AuditEvent" on commit drop as select * from "AuditEvent" where false;
      create temp table "AuditChain" on commit drop as select * from "AuditChain" where false;
      perform write_audit_event('{"id":"here","countyId":"${alder}","at":"2026-01-01","event":"x","outcome":"done"}');`);
    expect(await trail(alder)).toHaveLength(before.length + 1);
    expect(await firstBroken(alder)).toEqual([]);
  });

  it("the portal's role cannot, and neither can it read the mark", async () => {
    for (const attempt of [
      `select retire_audit_events('${alder}', now(), 10, now())`,
      `delete from "AuditEvent" where "sequence" <= 4`,
      `update "AuditEvent" set "event" = 'x'`,
      `select "retired" from "AuditChain"`,
    ])
      await expect(behindTheWall(alder, (db) => db.$queryRawUnsafe(attempt))).rejects.toThrow(
        /permission denied/,
      );
  });

  const tampering: [string, () => string, { sequence: number; problem: string }][] = [
    [
      'one more is deleted, and the mark moved to match',
      () => `update "AuditChain" set "retired" = 5, "retiredHash" =
        (select "hash" from "AuditEvent" where ${own()} and "sequence" = 5) where "chain" = '${alder}';
        delete from "AuditEvent" where ${own()} and "sequence" = 5;`,
      { sequence: 5, problem: 'missing' },
    ],
    [
      'a retired one comes back',
      () => `insert into "AuditEvent" select (jsonb_populate_record(e, '{"id":"back","sequence":4}')).*
        from "AuditEvent" e where ${own()} and "sequence" = 5;`,
      { sequence: 4, problem: 'reordered' },
    ],
    [
      'the first that is left is deleted',
      () => `delete from "AuditEvent" where ${own()} and "sequence" = 5;`,
      { sequence: 5, problem: 'missing' },
    ],
  ];
  it.each(tampering)('with the triggers off it is found: %s', async (_name, statements, expected) => {
    await withoutTriggers(() => behindNoWall(statements()));
    expect(await firstBroken(alder)).toEqual([expected]);
  });
});

describe('retentionEnd', () => {
  it.each([
    ['2026-11-23T15:00:00Z', 1, '2025-11-23T00:00:00.000Z'],
    ['2028-02-29T00:00:00Z', 7, '2021-03-01T00:00:00.000Z'],
  ])('%s, %i years', (at, years, expected) => {
    expect(retentionEnd(new Date(at), years).toISOString()).toBe(expected);
  });
});
