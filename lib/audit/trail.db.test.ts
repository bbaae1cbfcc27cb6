import { beforeAll, describe, expect, it } from 'vitest';
import { contractEvent, exportEvents, getEvent, getTrailOptions, listEvents, verifyTrail } from '@/lib/audit';
import { behindTheWall, database } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import {
  appendEvent,
  asOwner,
  auditEvents,
  createPerson,
  createWorld,
  fakeClock,
  faultOf,
  requestOf,
  successOf,
  type World,
} from '@/lib/testing/world';
import { checkAll, checkPart, everyTrail, type Part } from './check-trail';
import type { eventList, SeenEvent } from './schema';

let world: World;
let alder: string;
let birch: string;
const time = fakeClock(new Date('2026-11-20T20:00:00Z'));

type Event = Partial<{
  at: string;
  actorId: string;
  actorEmail: string;
  event: string;
  entity: string;
  entityId: string;
  outcome: string;
  after: object;
}>;

async function add(county: string | null, events: Event[]): Promise<string[]> {
  return behindTheWall('*', async (db) => {
    const ids: string[] = [];
    for (const event of events) {
      const id = crypto.randomUUID();
      const row = {
        at: '2026-01-01T12:00:00Z',
        event: 'test.thing',
        outcome: 'done',
        ...event,
        id,
        countyId: county,
      };
      await appendEvent(db, row);
      ids.push(id);
    }
    return ids;
  });
}

beforeAll(async () => {
  world = await createWorld();
  alder = world.alder.county.id;
  birch = world.birch.county.id;
  const { citizen, officer } = world.alder;
  await add(alder, [
    { at: '2026-01-01T12:00:00Z', event: 'test.old', entity: 'user', entityId: citizen.id },
    { at: '2026-02-01T07:59:59.999Z', event: 'test.signIn', actorId: citizen.id, actorEmail: citizen.email },
    { at: '2026-02-01T08:00:00Z', event: 'test.signIn', outcome: 'failed' },
    { at: '2026-02-02T07:59:59.999Z', event: 'test.signOut', actorId: citizen.id, actorEmail: citizen.email },
    { at: '2026-02-02T08:00:00Z', event: 'other.thing', entity: 'role', entityId: 'r1', outcome: 'refused' },
    {
      at: '2026-02-03T08:00:00Z',
      event: 'other.thing',
      actorId: officer.id,
      actorEmail: 'old@xn--bcher-kva.example',
    },
  ]);
  await add(birch, [{ event: 'test.birch', entity: 'user', entityId: world.birch.citizen.id }]);
  await add(null, [{ event: 'test.nobody' }]);
});

const list = async (query: Partial<typeof eventList.input._zod.input>, request = world.alder.admin.request) =>
  successOf(await listEvents.execute(request, query));
/** Without what reading the trail adds to it. */
const seen = (items: SeenEvent[]) => items.filter(({ event }) => !event.startsWith('audit.'));
const times = (items: SeenEvent[]) => seen(items).map(({ at }) => at.slice(5, 10));

describe('the list', () => {
  it('shows the own county, the newest first, in the shape of the contract', async () => {
    const { items, total, page, perPage } = await list({});
    expect(seen(items).map(({ event }) => event)).toEqual([
      'other.thing',
      'other.thing',
      'test.signOut',
      'test.signIn',
      'test.signIn',
      'test.old',
    ]);
    expect({ total, page, perPage }).toEqual({ total: items.length, page: 1, perPage: 20 });
    expect(items.at(-2)).toEqual({
      id: expect.any(String),
      at: '2026-02-01T07:59:59.999Z',
      actor: { id: world.alder.citizen.id, email: world.alder.citizen.email },
      event: 'test.signIn',
      entity: null,
      entityId: null,
      outcome: 'done',
      ip: null,
      before: null,
      after: null,
      county: { code: 'ALD', name: 'Alder County' },
      requestId: null,
    });
    const { items: again } = await list({ event: 'test.signIn', outcome: 'done' });
    expect(again.map((event) => Object.keys(contractEvent(event)))).toEqual([
      ['id', 'at', 'actor', 'event', 'entity', 'entityId', 'outcome', 'ip', 'before', 'after'],
    ]);
  });

  it.each<[string, () => Partial<typeof eventList.input._zod.input>, string[]]>([
    ['actor by id', () => ({ actor: world.alder.citizen.id }), ['02-02', '02-01']],
    [
      'actor by address, and what nobody did to its account',
      () => ({ actor: world.alder.citizen.email.toUpperCase() }),
      ['02-02', '02-01', '01-01'],
    ],
    ['an address of another county', () => ({ actor: world.birch.citizen.email }), []],
    ['an address and an event', () => ({ actor: world.alder.citizen.email, event: 'test.old' }), ['01-01']],
    ['actor by the address of then', () => ({ actor: 'old@xn--bcher-kva.example' }), ['02-03']],
    ['the same as people write it', () => ({ actor: 'OLD@Bücher.example' }), ['02-03']],
    ['the same as a chat program copies it', () => ({ actor: '\u202aold＠bücher.example\u202c' }), ['02-03']],
    ['actor of another county', () => ({ actor: world.birch.citizen.id }), []],
    ['event', () => ({ event: 'test.signOut' }), ['02-02']],
    ['the beginning of events', () => ({ event: 'test.' }), ['02-02', '02-01', '02-01', '01-01']],
    ['an event that never was', () => ({ event: 'nothing' }), []],
    ["another county's event", () => ({ event: 'test.birch' }), []],
    ['entity', () => ({ entity: 'role' }), ['02-02']],
    ['entityId', () => ({ entityId: world.alder.citizen.id }), ['01-01']],
    ["another county's thing", () => ({ entityId: world.birch.citizen.id }), []],
    ['outcome', () => ({ outcome: 'failed' }), ['02-01']],
    ["a day in the county's time", () => ({ from: '2026-02-01', to: '2026-02-01' }), ['02-02', '02-01']],
    [
      'moments',
      () => ({ from: '2026-02-02T08:00:00Z', to: '2026-02-03T00:00:00-08:00' }),
      ['02-03', '02-02'],
    ],
    [
      'all together',
      () => ({ event: 'other', outcome: 'refused', entity: 'role', from: '2026-01-01' }),
      ['02-02'],
    ],
    ['the own county named', () => ({ county: 'ald', event: 'test.old' }), ['01-01']],
    ['another county named', () => ({ county: 'BIR' }), []],
    ['a county that is none', () => ({ county: 'XXX' }), []],
    ["somebody's SQL", () => ({ entity: `'; drop table "AuditEvent" --`, actor: `%`, event: '%' }), []],
  ])('filters by %s', async (_name, query, expected) => {
    const found = await list(query());
    expect(times(found.items)).toEqual(expected);
    expect(found.total).toBe(found.items.length);
  });

  it('pages, walks by cursor, and turns the order round', async () => {
    const filter = { to: '2026-03-01', perPage: '2' };
    const whole = await list({ ...filter, perPage: '100' });
    const pages = [
      await list({ ...filter, page: '1' }),
      await list({ ...filter, page: '2' }),
      await list({ ...filter, page: '3' }),
    ];
    expect(pages.flatMap(({ items }) => items)).toEqual(whole.items);
    expect(pages.map(({ total }) => total)).toEqual([6, 6, 6]);
    expect(await list({ ...filter, page: '9' })).toMatchObject({ items: [], total: 6, nextCursor: null });
    for (const sort of ['-at', 'at']) {
      const walked: SeenEvent[] = [];
      let cursor: string | null | undefined;
      do {
        const step: Awaited<ReturnType<typeof list>> = await list({
          ...filter,
          sort,
          ...(cursor ? { cursor } : {}),
        });
        if (cursor) expect(step).toMatchObject({ page: null, total: null });
        walked.push(...step.items);
        cursor = step.nextCursor;
      } while (cursor);
      expect(walked).toEqual(sort === 'at' ? whole.items.toReversed() : whole.items);
    }
  });

  it.each([
    ['of another order', ['at', '2026-02-01T08:00:00.000Z', '1', 'x']],
    ['without a time', ['-at', 'long ago', '1', 'x']],
    ['without a number', ['-at', '2026-02-01T08:00:00.000Z', '1; drop', 'x']],
    ['too short', ['-at']],
    ['a day that is none', ['-at', '2026-99-01T08:00:00.000Z', '1', 'x']],
  ])('refuses a cursor %s', async (_name, cursor) => {
    const text = Buffer.from(JSON.stringify(cursor)).toString('base64url');
    expect(faultOf(await listEvents.execute(world.alder.admin.request, { cursor: text }))).toMatchObject({
      code: 'invalid',
      fields: { cursor: ['errors.page.cursor'] },
    });
  });

  it('shows the System Administrator every county and what belongs to none, or the county asked for', async () => {
    const { request } = world.system;
    const names = async (query: object) =>
      new Set(seen((await list(query, request)).items).map(({ event }) => event));
    expect(await names({ event: 'test.' })).toEqual(
      new Set(['test.birch', 'test.nobody', 'test.old', 'test.signIn', 'test.signOut']),
    );
    expect(await names({ event: 'test.', county: 'BIR' })).toEqual(new Set(['test.birch']));
    expect(await names({ county: 'XXX' })).toEqual(new Set());
    const [{ count }] = await asAll<[{ count: bigint }]>('select count(*) as count from "AuditEvent"');
    expect(seen((await list({ event: 'test.' }, request)).items).map(({ county }) => county?.code)).toEqual(
      expect.arrayContaining(['ALD', 'BIR', undefined]),
    );
    const whole = await list({}, request);
    expect([Number(count), Number(count) + 1]).toContain(whole.total);
  });
});

const asAll = <T>(text: string) => behindTheWall('*', (db) => db.$queryRawUnsafe(text) as Promise<T>);

describe('what to filter by', () => {
  it('is what occurs in the trail, and for a System Administrator the counties', async () => {
    const options = async (request: PortalRequest, input = {}) =>
      successOf(await getTrailOptions.execute(request, input));
    const own = await options(world.alder.admin.request);
    expect(own.counties).toEqual([]);
    expect(own.events.filter((name) => !name.startsWith('audit.'))).toEqual([
      'other.thing',
      'test.old',
      'test.signIn',
      'test.signOut',
    ]);
    const all = await options(world.system.request);
    expect(all.counties.map(({ code }) => code)).toEqual(['ALD', 'BIR']);
    expect(all.events).toContain('test.nobody');
    expect((await options(world.system.request, { county: 'BIR' })).events).not.toContain('test.old');
  });
});

describe('one event', () => {
  it('is seen in the own county and nowhere else', async () => {
    const [own] = (await list({ event: 'test.old' })).items;
    const [foreign] = (await list({ event: 'test.birch' }, world.birch.admin.request)).items;
    const [nobodys] = (await list({ event: 'test.nobody' }, world.system.request)).items;
    const get = (request: PortalRequest, eventId: string | undefined) =>
      getEvent.execute(request, { eventId });
    expect(successOf(await get(world.alder.admin.request, own?.id))).toEqual(own);
    for (const id of [foreign?.id, nobodys?.id, crypto.randomUUID()])
      expect(faultOf(await get(world.alder.admin.request, id)).code).toBe('not_found');
    for (const event of [own, foreign, nobodys])
      expect(successOf(await get(world.system.request, event?.id))).toEqual(event);
  });
});

describe('who may', () => {
  const doors = { listEvents, getEvent, exportEvents, verifyTrail, getTrailOptions };
  it.each(Object.entries(doors))('%s: neither officers nor residents nor strangers', async (_name, door) => {
    const input = { eventId: 'x' };
    for (const { request } of [world.alder.officer, world.alder.citizen])
      expect(faultOf<unknown>(await door.execute(request, input)).code).toBe('forbidden');
    expect(faultOf<unknown>(await door.execute(requestOf(), input)).code).toBe('unauthenticated');
  });
});

describe('reading leaves a trace', () => {
  const reads = async (actorId: string) =>
    behindTheWall('*', (db) =>
      db.auditEvent.findMany({
        where: { actorId, event: { startsWith: 'audit.' } },
        orderBy: { sequence: 'asc' },
        select: { event: true, countyId: true, entityId: true, after: true },
      }),
    );

  it('of who searched for what, once in ten minutes; of the event that was opened; of each export', async () => {
    const admin = await createPerson({ county: world.alder.county, role: 'County Admin' });
    await list({ event: 'test.old' }, admin.request);
    const { items } = await list({ event: 'test.old', page: '1' }, admin.request);
    const { nextCursor } = await list({ event: 'test.signOut', perPage: '1', sort: 'at' }, admin.request);
    expect(nextCursor).toBeNull();
    const pages = await list({ event: 'test.', perPage: '2' }, admin.request);
    for (let index = 0; index < 2; index += 1)
      await list({ event: 'test.', perPage: '2', cursor: pages.nextCursor ?? '' }, admin.request);
    const eventId = items[0]?.id ?? '';
    successOf(await getEvent.execute(admin.request, { eventId }));
    successOf(await getEvent.execute(admin.request, { eventId }));
    for (let index = 0; index < 2; index += 1)
      successOf(await exportEvents.execute(admin.request, { event: 'test.old', format: 'jsonl' }));
    const exported = {
      event: 'audit.exportEvents',
      countyId: alder,
      entityId: null,
      after: { event: 'test.old', format: 'jsonl' },
    };
    const listed = (after: object) => ({
      event: 'audit.listEvents',
      countyId: alder,
      entityId: null,
      after,
    });
    expect(await reads(admin.id)).toEqual([
      listed({ event: 'test.old', page: 1, perPage: 20, sort: '-at' }),
      listed({ event: 'test.signOut', page: 1, perPage: 1, sort: 'at' }),
      listed({ event: 'test.', page: 1, perPage: 2, sort: '-at' }),
      listed({ event: 'test.', past: pages.items.at(-1)?.id, perPage: 2, sort: '-at' }),
      { event: 'audit.getEvent', countyId: alder, entityId: eventId, after: null },
      exported,
      exported,
    ]);
    await list({ event: 'test.old' }, { ...admin.request, ip: '192.0.2.9' });
    expect(await reads(admin.id), 'from another address it is another reading').toHaveLength(8);
    time.advance(11 * 60_000);
    await list({ event: 'test.old' }, admin.request);
    expect(await reads(admin.id)).toHaveLength(9);
  });

  it('of a System Administrator in the trail of the county that was read', async () => {
    const [birchs] = (await list({ county: 'BIR', event: 'test.birch' }, world.system.request)).items;
    successOf(await getEvent.execute(world.system.request, { eventId: birchs?.id ?? '' }));
    const found = (await reads(world.system.id)).filter(
      ({ event, after, entityId }) =>
        entityId === birchs?.id || (event === 'audit.listEvents' && JSON.stringify(after)?.includes('BIR')),
    );
    expect(found.length).toBeGreaterThanOrEqual(2);
    expect(new Set(found.map(({ countyId }) => countyId))).toEqual(new Set([birch]));
  });
});

describe('verify', () => {
  const check = async (request: PortalRequest, input: object = {}) =>
    successOf(await verifyTrail.execute(request, input));

  /** An Alder event altered by whoever runs the database, for as long as `work` takes. */
  async function whileAltered(work: (sequence: number, id: string) => Promise<void>): Promise<void> {
    const [row] = await behindTheWall(alder, (db) =>
      db.auditEvent.findMany({ where: { event: 'test.signOut' } }),
    );
    const alter = (event: string) =>
      asOwner(`do $$ begin perform open_wall();
        alter table "AuditEvent" disable trigger user;
        update "AuditEvent" set "event" = '${event}' where "id" = '${row?.id}';
        alter table "AuditEvent" enable trigger user; end $$`);
    await alter('test.nothing');
    try {
      await work(Number(row?.sequence), row?.id ?? '');
    } finally {
      await alter('test.signOut');
    }
  }

  it('says that the own trail holds, and how many events it has', async () => {
    const found = await check(world.alder.admin.request);
    const { count, head } = await behindTheWall(alder, async (db) => {
      const last = await db.auditEvent.findFirst({ orderBy: { sequence: 'desc' } });
      return { count: await db.auditEvent.count(), head: `${last?.sequence}:${last?.hash}` };
    });
    expect(found).toEqual({
      ok: true,
      events: count,
      firstBroken: null,
      trails: [
        {
          county: { id: alder, code: 'ALD', name: 'Alder County' },
          ok: true,
          events: count,
          firstBroken: null,
          head,
        },
      ],
    });
    expect(faultOf(await verifyTrail.execute(world.alder.admin.request, { county: 'BIR' })).code).toBe(
      'not_found',
    );
  });

  it('names the event that was altered behind its back', async () => {
    await whileAltered(async (sequence, eventId) => {
      const firstBroken = { sequence, problem: 'altered', eventId };
      const found = await check(world.alder.admin.request);
      expect(found).toMatchObject({ ok: false, firstBroken, trails: [{ head: null }] });
      expect(await check(world.birch.admin.request)).toMatchObject({ ok: true, firstBroken: null });
      const all = await check(world.system.request);
      expect(all).toMatchObject({ ok: false, firstBroken });
      expect(all.trails.map(({ county, ok }) => [county?.code ?? null, ok])).toEqual([
        ['ALD', false],
        ['BIR', true],
        [null, true],
      ]);
      expect(await check(world.system.request, { county: 'BIR' })).toMatchObject({ ok: true });
    });
    expect(await check(world.alder.admin.request)).toMatchObject({ ok: true });
  });

  it('finds the same in parts as in one go', async () => {
    const parts = async (most: number) => {
      const found: Part['trails'] = [];
      await behindTheWall('*', async (db) => {
        const trails = await everyTrail(db);
        for (let next: Part['next'] = { trail: 0, past: 0 }; next; ) {
          const part: Part = await checkPart(db, trails, next, most);
          found.push(...part.trails);
          next = part.next;
        }
      });
      return found;
    };
    const events = (trails: Part['trails']) => trails.reduce((sum, piece) => sum + piece.events, 0);
    const headsOf = async (most: number) => {
      const { trails } = await behindTheWall('*', async (db) => {
        const every = await everyTrail(db);
        return checkAll((from) => checkPart(db, every, from, most));
      });
      return trails.map(({ head }) => head);
    };
    const heads = await headsOf(50_000);
    expect(heads.filter((head) => head !== null).length).toBeGreaterThan(2);
    for (const most of [1, 2, 3, 7, 10_000]) {
      expect(await headsOf(most)).toEqual(heads);
      const found = await parts(most);
      expect(found.every(({ ok }) => ok)).toBe(true);
      expect(events(found)).toBe(events(await parts(50_000)));
    }
    await whileAltered(async (sequence) => {
      for (const most of [1, 2, 3, 7, 10_000])
        expect((await parts(most)).find(({ ok }) => !ok)?.firstBroken).toMatchObject({
          sequence,
          problem: 'altered',
        });
    });
  });
});

describe("the portal's own role", () => {
  it.each([
    `update "AuditEvent" set "outcome" = 'done'`,
    'delete from "AuditEvent"',
    `insert into "AuditEvent" select * from "AuditEvent"`,
    'truncate "AuditEvent"',
    `select retire_audit_events('x', now(), 1, now())::text`,
    'select * from "AuditChain"',
  ])('cannot: %s', async (statement) => {
    for (const wall of [alder, '*'])
      await expect(behindTheWall(wall, (db) => db.$queryRawUnsafe(statement))).rejects.toThrow(
        /permission denied/,
      );
  });
});

it('the database is the one of this test', async () => {
  expect((await database()).target.kind).toMatch(/embedded|postgres/);
  expect((await auditEvents('test.old')).length).toBe(1);
});
