import { beforeAll, describe, expect, it } from 'vitest';
import { exportAnswer } from '@/lib/adapters/export-route';
import { auditColumns, contractEvent, exportEvents, listEvents } from '@/lib/audit';
import { sql } from '@/lib/kernel';
import { appendReadEvent, readEventStatement } from '@/lib/kernel/audit-trail';
import { behindTheWall, type Db } from '@/lib/kernel/db';
import { reachFragments } from '@/lib/kernel/reach';
import type { PortalRequest } from '@/lib/kernel/request';
import {
  appendEvent,
  asOwner,
  auditEvents,
  createPerson,
  createWorld,
  requestOf,
  successOf,
  type TestPerson,
  type World,
} from '@/lib/testing/world';
import { checkPart } from './check-trail';
import { eventList } from './schema';
import { after, COUNT_LIMIT, countStatement, eventsStatement, lengthStatement, trailOf } from './trail-query';

let world: World;
let alder: string;

/** Events of a county in bulk: ten kinds, a hundred people, a tenth failed, one a minute. */
async function addMany(county: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += 2000)
    await asOwner(`do $$ begin perform open_wall();
      insert into "AuditEvent" ("id", "countyId", "at", "actorId", "actorEmail", "event", "entity", "entityId", "outcome",
        "after", "sequence", "previousHash", "hash")
      select gen_random_uuid()::text, '${county}', timestamptz '2026-01-01' + n * interval '1 minute',
        'actor-' || n % 100 || '-${county}', 'actor-' || n % 100 || '@${county}.example.org', 'bulk.event' || n % 10,
        'thing' || n % 7, 'thing-' || n % 1000, case when n % 10 = 0 then 'failed' else 'done' end,
        jsonb_build_object('note', '=1+' || n), 0, '', ''
      from generate_series(${from}, ${Math.min(from + 2000, count) - 1}) n; end $$`);
}

/** Of one person, one a minute in spring: what they did signed in, and for every third of it a failed sign-in. */
async function addSomebodys({ id, email, countyId }: TestPerson, count: number): Promise<void> {
  await asOwner(`do $$ begin perform open_wall();
    insert into "AuditEvent" ("id", "countyId", "at", "actorId", "actorEmail", "event", "entity", "entityId", "outcome",
      "sequence", "previousHash", "hash")
    select gen_random_uuid()::text, '${countyId}', timestamptz '2026-03-01' + n * interval '1 minute',
      case when n % 3 > 0 then '${id}' end, case when n % 3 > 0 then '${email}' end,
      'accounts.signIn', 'user', '${id}', case when n % 3 > 0 then 'done' else 'failed' end, 0, '', ''
    from generate_series(1, ${count}) n; end $$`);
}

beforeAll(async () => {
  world = await createWorld();
  alder = world.alder.county.id;
  await addMany(alder, 14_000);
  await addMany(world.birch.county.id, 6000);
  await addSomebodys(world.alder.citizen, 600);
  await addSomebodys(world.birch.citizen, 300);
  await asOwner('vacuum analyze "AuditEvent"');
});

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: Plan[] };

async function planOf(db: Db, statement: ReturnType<typeof sql>): Promise<Plan[]> {
  const [row] = await db.$queryRaw<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
    sql`explain (format json) ${statement}`,
  );
  const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
  return nodesOf(row['QUERY PLAN'][0].Plan);
}

const scans = (nodes: Plan[]) =>
  nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : []));
const indexes = (nodes: Plan[]) => nodes.flatMap((node) => node['Index Name'] ?? []);

describe('the plans of the list', () => {
  /** Alder's actors carry its id; the filters of the table are made before there is one. */
  const ofAlder = (filter: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(filter).map(([name, value]) => [
        name,
        value.replace('ALDER', alder).replace('CITIZEN', world.alder.citizen.email),
      ]),
    );

  const filters: [string, Record<string, string>][] = [
    ['no filter', {}],
    ['actor by id', { actor: 'actor-7-ALDER' }],
    ['actor by address', { actor: 'actor-7@ALDER.example.org' }],
    ['the address of an account', { actor: 'CITIZEN' }],
    ['event', { event: 'bulk.event3' }],
    ['the beginning of events', { event: 'bulk.' }],
    ['entity', { entity: 'thing3' }],
    ['entityId', { entityId: 'thing-77' }],
    ['outcome', { outcome: 'failed' }],
    ['span', { from: '2026-01-02', to: '2026-01-03' }],
    [
      'all',
      { event: 'bulk.', outcome: 'failed', entity: 'thing3', from: '2026-01-02', actor: 'actor-10-ALDER' },
    ],
  ];
  const readers = ['alder', 'system', 'system in one county'] as const;

  it.each(filters.flatMap(([name, filter]) => readers.map((reader) => [name, reader, filter] as const)))(
    'no sequential scan: %s, %s',
    async (_name, reader, filter) => {
      const person = reader === 'alder' ? world.alder.admin : world.system;
      const actor = await person.request.identify(new Date());
      if (actor.kind !== 'person') throw new Error('signed in');
      const seen = { actor, reach: reachFragments(actor, 'audit.view', new Date()) };
      const query = eventList.input.parse({
        ...ofAlder(filter),
        ...(reader === 'system in one county' ? { county: 'ALD' } : {}),
      });
      const past = after('-at', ['-at', '2026-01-05T00:00:00.000Z', '5000', 'x']);
      if (!past) throw new Error('a cursor');
      await behindTheWall(reader === 'alder' ? alder : '*', async (db) => {
        const trail = await trailOf(db, seen, query);
        const [{ count }] = await db.$queryRaw<[{ count: bigint }]>(countStatement(trail));
        expect(Number(count), 'what an empty filter costs says nothing').toBeGreaterThan(0);
        const later = { ...trail, conditions: [...trail.conditions, past] };
        for (const statement of [
          eventsStatement(trail, '-at', 21),
          eventsStatement(trail, 'at', 21),
          eventsStatement(trail, '-at', 21, 400),
          eventsStatement(later, '-at', 1001),
          trail.isWhole ? lengthStatement(trail.county) : countStatement(trail),
        ])
          expect(scans(await planOf(db, statement)).filter((table) => table === 'AuditEvent')).toEqual([]);
      });
    },
  );

  it('an address is looked for by two indexes: what it did signed in, and what nobody did to its account', async () => {
    const actor = await world.alder.admin.request.identify(new Date());
    if (actor.kind !== 'person') throw new Error('signed in');
    const seen = { actor, reach: reachFragments(actor, 'audit.view', new Date()) };
    await behindTheWall(alder, async (db) => {
      const query = eventList.input.parse({ actor: world.alder.citizen.email });
      const trail = await trailOf(db, seen, query);
      for (const statement of [eventsStatement(trail, '-at', 21), countStatement(trail)])
        expect(new Set(indexes(await planOf(db, statement)))).toEqual(
          new Set(['AuditEvent_actorEmail_at_idx', 'AuditEvent_entityId_at_idx']),
        );
      const [{ count }] = await db.$queryRaw<[{ count: bigint }]>(countStatement(trail));
      expect(Number(count)).toBe(600);
    });
  });

  it('whether the reader read it a moment ago takes one look by an index', async () => {
    const reader = world.alder.admin;
    const actor = await reader.request.identify(new Date());
    const note = { entity: 'user', after: { page: 1, perPage: 20, sort: '-createdAt' } };
    const at = new Date();
    await behindTheWall(alder, async (db) => {
      for (let page = 1; page <= 300; page += 1)
        await appendReadEvent(db, {
          event: 'administration.listUsers',
          outcome: 'done',
          wall: alder,
          actor,
          request: reader.request,
          at,
          note: { ...note, after: { ...note.after, page } },
        });
    });
    await asOwner('analyze "AuditEvent"');
    await behindTheWall(alder, async (db) => {
      const event = { event: 'administration.listUsers', outcome: 'done', wall: alder, actor } as const;
      const nodes = await planOf(db, readEventStatement({ ...event, request: reader.request, at, note }));
      expect(indexes(nodes)).toEqual(['AuditEvent_actorId_at_idx']);
    });
    const read = await auditEvents('administration.listUsers');
    expect(read.filter(({ actorId }) => actorId === reader.id)).toHaveLength(300);
  });

  it('counts a whole trail, and of a filtered one no more than needed', async () => {
    const list = async (query: object) =>
      successOf(await listEvents.execute(world.alder.admin.request, query));
    const total = await behindTheWall(alder, (db) => db.auditEvent.count());
    expect((await list({})).total).toBe(total);
    expect((await list({ event: 'bulk.event3' })).total).toBe(1400);
    const many = await list({ event: 'bulk.', page: '500' });
    expect(many).toMatchObject({ total: null, page: 500 });
    expect(many.items).toHaveLength(20);
    expect(many.nextCursor).not.toBeNull();
    expect(COUNT_LIMIT).toBeLessThan(14_000);
  });

  it('checks it within the time that a statement may take', async () => {
    const birch = { id: world.birch.county.id, code: 'BIR', name: 'Birch County' };
    const { trails } = await behindTheWall('*', (db) => checkPart(db, [birch], { trail: 0, past: 0 }));
    expect(trails).toMatchObject([{ ok: true }]);
  });
});

describe('the export', () => {
  const options = { name: 'audit-events', columns: auditColumns };
  const answer = (caller: PortalRequest, query: string, page?: (query: Record<string, string>) => string) =>
    exportAnswer(exportEvents, page ? { ...options, page } : options)(
      caller,
      new Request(`http://portal.test/api/v1/audit-events/export?${query}`),
      { params: Promise.resolve({}) },
    );
  const header = 'id,at,actorId,actorEmail,event,entity,entityId,outcome,ip,before,after';
  const span = 'from=2026-01-01T00:00:00Z&to=2026-01-04T11:19:00Z';

  it('5000 events in batches: all of them, once, in order, no formula among them, and one event of the export', async () => {
    const { request } = await createPerson({ county: world.alder.county, role: 'County Admin' });
    const response = await answer(request, span);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-events-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const text = await response.text();
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(header);
    expect(lines.at(-1)).toBe('');
    const rows = lines.slice(1, -1);
    expect(rows).toHaveLength(5000);
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(5000);
    const times = rows.map((row) => row.split(',')[1] ?? '');
    expect(times).toEqual(times.toSorted().reverse());
    expect((await auditEvents('audit.exportEvents')).filter(({ actorEmail }) => actorEmail)).toHaveLength(1);
  });

  it('of cells that would be formulas is harmless text', async () => {
    const danger = [
      '=1+1',
      '+1',
      '-1',
      '-1+1',
      '@x',
      '\tx',
      '\rx',
      'a "quoted", one',
      'line\r\nend',
      'plain',
    ];
    await behindTheWall(alder, async (db) => {
      for (const entityId of danger)
        await appendEvent(db, {
          id: crypto.randomUUID(),
          countyId: alder,
          at: '2025-01-01T00:00:00Z',
          event: 'danger.cell',
          entityId,
          outcome: 'done',
        });
    });
    const text = await (await answer(world.alder.admin.request, 'event=danger.cell&sort=at')).text();
    const cells = [...text.matchAll(/danger\.cell,,("(?:[^"]|"")*"|[^,]*),done/g)].map(([, cell]) => cell);
    expect(cells).toEqual([
      "'=1+1",
      "'+1",
      '-1', // a number, and an id
      "'-1+1",
      "'@x",
      "'\tx",
      `"'\rx"`,
      '"a ""quoted"", one"',
      '"line\r\nend"',
      'plain',
    ]);
  });

  it('as JSON lines is what the list shows', async () => {
    const response = await answer(
      world.alder.admin.request,
      'format=jsonl&event=bulk.event3&to=2026-01-01T04:00:00Z',
    );
    expect(response.headers.get('content-type')).toMatch(/^application\/jsonl/);
    const lines = (await response.text()).trimEnd().split('\n');
    const { items } = successOf(
      await listEvents.execute(world.alder.admin.request, {
        event: 'bulk.event3',
        to: '2026-01-01T04:00:00Z',
        perPage: '100',
      }),
    );
    expect(lines.map((line) => JSON.parse(line))).toEqual(items.map(contractEvent));
    expect(lines.length).toBe(24);
  });

  it('of who looks at every county says whose each event is, in the last column of the CSV', async () => {
    const filters = 'event=bulk.event3&to=2026-01-01T00:03:00Z';
    const lines = async (more: string) =>
      (await (await answer(world.system.request, `${filters}${more}`)).text()).trimEnd().split(/\r?\n/);
    const [head, ...rows] = await lines('');
    expect(head).toBe(`${header},county`);
    expect(rows.map((row) => row.split(',').at(-1)).sort()).toEqual(['ALD', 'BIR']);
    const [json] = await lines('&format=jsonl');
    expect(JSON.parse(json ?? '')).not.toHaveProperty('county');
    const own = await (await answer(world.alder.admin.request, filters)).text();
    expect(own.split('\r\n')[0]).toBe(header);
  });

  it('asks for a batch only when the one before was taken, and no more once the reader is gone', async () => {
    let batches = 0;
    const counted: typeof exportEvents = {
      ...exportEvents,
      execute: (request, input) => {
        batches += 1;
        return exportEvents.execute(request, input);
      },
    };
    const response = await exportAnswer(counted, options)(
      world.alder.admin.request,
      new Request('http://portal.test/x?event=bulk.'),
      { params: Promise.resolve({}) },
    );
    const reader = response.body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(batches).toBe(1);
    await reader?.read();
    expect(batches).toBe(2);
    await reader?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(batches).toBe(2);
  });

  it("breaks off when its reader may no longer, and drops a caller's own cursor", async () => {
    const admin = await createPerson({ county: world.alder.county, role: 'County Admin' });
    const response = await answer(admin.request, `${span}&cursor=nonsense`);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await behindTheWall('*', (db) =>
      db.session.update({ where: { id: admin.sessionId }, data: { endedAt: new Date() } }),
    );
    await expect(reader?.read()).rejects.toThrow('broken off');
  });

  it('leads who must sign in from the link to the page that it stands on', async () => {
    const led = await answer(requestOf(), 'event=x', ({ event }) => `/admin/audit?event=${event}`);
    expect([led.status, led.headers.get('location')]).toEqual([
      303,
      '/login?next=%2Fadmin%2Faudit%3Fevent%3Dx',
    ]);
  });

  it('gives spreadsheets that people open a byte order mark', async () => {
    const response = await answer(world.alder.admin.request, 'event=danger.cell', () => '/admin/audit');
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});
