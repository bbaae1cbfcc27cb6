import 'server-only';
import { allOf, type Db, type Person, type ReachFragments, type Sql, sql } from '@/lib/kernel';
import { plainLine } from '@/lib/shared/clean';
import { countySettings } from '@/lib/shared/county-settings';
import { normaliseEmailAddress } from '@/lib/shared/email-address';
import { type Cursor, cursorMoment, type Page, writeCursor } from '@/lib/shared/paging';
import { namesMeant, spanOf } from './policy';
import type { AuditFilter, ListEventsInput, SeenEvent } from './schema';
import { type EventRow, seenEvent } from './view';

/**
 * The trail as SQL: one statement for a page, one for its total, each led by an index (trail-at-scale.db.test.ts
 * reads the plans). Events are ordered by time, those of the same moment by their place in the chain.
 */

/** Events of a filtered list are counted up to here; more are "more than" this many. */
export const COUNT_LIMIT = 10_000;

type Seen = { actor: Person; reach: ReachFragments };
type Place = { id: string; settings: unknown } | null;

/**
 * What a filter comes to: the county it is about (null: every one within reach), where the events stand (all of them
 * unless told) and what must hold of one.
 */
export type Trail = { county: Place; from: Sql; conditions: Sql[]; isWhole: boolean };
type Source = Pick<Trail, 'from' | 'conditions'>;

const none = { id: '', settings: null };

/** Whose trail is asked for: the actor's own county, or the one a System Administrator names. */
export async function placeOf(db: Db, { actor, reach }: Seen, code: string | undefined): Promise<Place> {
  const own = reach.level === 'county' ? (actor.county ?? none) : null;
  if (reach.level !== 'county' && reach.level !== 'all') return none;
  if (!code) return own;
  const asked = await db.county.findUnique({
    where: { code: code.toUpperCase() },
    select: { id: true, settings: true },
  });
  return asked && (own === null || own.id === asked.id) ? asked : none;
}

/** Every name that occurs, one index look-up each. */
export async function eventNames(db: Db, county: Place): Promise<string[]> {
  const within = county ? sql`e."countyId" = ${county.id}` : sql`true`;
  const rows = await db.$queryRaw<{ name: string }[]>`
    with recursive names as (
      (select e."event" as name from "AuditEvent" e where ${within} order by e."event" limit 1)
      union all
      select (select e."event" from "AuditEvent" e where ${within} and e."event" > names.name order by e."event" limit 1)
      from names where names.name is not null)
    select name from names where name is not null`;
  return rows.map(({ name }) => name);
}

/** What must hold of the events that a filter means, within the actor's reach. */
export async function trailOf(db: Db, seen: Seen, filter: AuditFilter): Promise<Trail> {
  const county = await placeOf(db, seen, filter.county);
  const conditions = county ? [sql`e."countyId" = ${county.id}`] : [];
  const { event, entity, entityId, outcome } = filter;
  const actor = filter.actor && plainLine(filter.actor);
  const span = spanOf(filter, countySettings(county?.settings).timeZone);
  const more: Sql[] = [];
  const isAddress = /[@:]/.test(actor ?? '');
  const from = actor && isAddress ? await doneFrom(db, normaliseEmailAddress(actor) ?? actor) : everything;
  if (actor && !isAddress) more.push(sql`e."actorId" = ${actor}`);
  if (event) more.push(sql`e."event" = any(${namesMeant(event, await eventNames(db, county))})`);
  if (entity) more.push(sql`e."entity" = ${entity}`);
  if (entityId) more.push(sql`e."entityId" = ${entityId}`);
  if (outcome) more.push(sql`e."outcome" = ${outcome}`);
  if (span.from) more.push(sql`e."at" >= ${span.from}`);
  if (span.before) more.push(sql`e."at" < ${span.before}`);
  return { county, from, conditions: [...conditions, ...more], isWhole: more.length === 0 && !isAddress };
}

const everything = sql`"AuditEvent" e`;

/**
 * What was done by an address: signed in, or by nobody to its account, as a failed sign-in and a link asked for are.
 * The account is looked up within the wall. No event is both, and each half has an index that is in the list's order.
 */
async function doneFrom(db: Db, address: string): Promise<Sql> {
  const account = await db.user.findUnique({ where: { email: address }, select: { id: true } });
  const signedIn = sql`select * from "AuditEvent" where "actorEmail" = ${address}`;
  if (!account) return sql`(${signedIn}) e`;
  return sql`(${signedIn} union all
    select * from "AuditEvent" where "entityId" = ${account.id} and "actorEmail" is null) e`;
}

/** The statement for some events in order. */
export function eventsStatement({ from, conditions }: Source, sort: string, limit: number, offset = 0): Sql {
  const order = sort.startsWith('-')
    ? sql`e."at" desc, e."sequence" desc, e."id" desc`
    : sql`e."at", e."sequence", e."id"`;
  return sql`select e."id", e."countyId", e."sequence", e."at", e."actorId", e."actorEmail", e."event", e."entity",
      e."entityId", e."outcome", e."ip", e."requestId", e."before", e."after"
    from ${from} where ${allOf(conditions)} order by ${order} limit ${limit} offset ${offset}`;
}

/** The statement for how many there are, COUNT_LIMIT + 1 at most. In the list's order, so that it takes its index. */
export function countStatement({ from, conditions }: Source): Sql {
  return sql`select count(*) as count from (
    select e."at" from ${from} where ${allOf(conditions)} order by e."at" desc limit ${COUNT_LIMIT + 1}) counted`;
}

const length = sql`coalesce(max(e."sequence") - min(e."sequence") + 1, 0)`;

/** The statement for how long whole trails are: places have no gaps, so their ends say it. */
export function lengthStatement(county: Place): Sql {
  if (county)
    return sql`select ${length}::bigint as count from "AuditEvent" e where e."countyId" = ${county.id}`;
  return sql`select (
      (select coalesce(sum(t.length), 0) from "County" c
        cross join lateral (select ${length} as length from "AuditEvent" e where e."countyId" = c."id") t)
      + (select ${length} from "AuditEvent" e where e."countyId" is null))::bigint as count`;
}

async function totalOf(db: Db, trail: Trail): Promise<number | null> {
  const { isWhole } = trail;
  const statement = isWhole ? lengthStatement(trail.county) : countStatement(trail);
  const [{ count }] = await db.$queryRaw<[{ count: bigint }]>(statement);
  return !isWhole && Number(count) > COUNT_LIMIT ? null : Number(count);
}

const cursorOf = (sort: string, last: EventRow): Cursor => [
  sort,
  last.at.toISOString(),
  String(last.sequence),
  last.id,
];

/** The condition "after the event where the walk stands"; null for a cursor of another list or order. */
export function after(sort: string, [of, at = '', sequence = '', id, ...rest]: Cursor): Sql | null {
  const isMine = of === sort && id !== undefined && rest.length === 0;
  const moment = cursorMoment(at);
  if (!isMine || !moment) return null;
  if (!/^\d{1,18}$/.test(sequence)) return null;
  const place = sql`(${moment}, ${BigInt(sequence)}, ${id})`;
  return sort.startsWith('-')
    ? sql`(e."at", e."sequence", e."id") < ${place}`
    : sql`(e."at", e."sequence", e."id") > ${place}`;
}

type Batch = { items: SeenEvent[]; nextCursor: string | null };

async function batchOf(db: Db, source: Source, sort: string, limit: number, offset = 0): Promise<Batch> {
  const rows = await db.$queryRaw<EventRow[]>(eventsStatement(source, sort, limit + 1, offset));
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor(cursorOf(sort, last)) : null;
  return { items: await withCounties(db, kept), nextCursor };
}

/** Events with the county of each, looked up once for all of them. */
export async function withCounties(db: Db, rows: readonly EventRow[]): Promise<SeenEvent[]> {
  const ids = [...new Set(rows.flatMap(({ countyId }) => countyId ?? []))];
  const found = await db.county.findMany({
    where: { id: { in: ids } },
    select: { id: true, code: true, name: true },
  });
  const counties = new Map(found.map(({ id, code, name }) => [id, { code, name }]));
  return rows.map((row) => seenEvent(row, counties.get(row.countyId ?? '') ?? null));
}

type Walk = Pick<ListEventsInput, 'sort' | 'cursor'>;

/** A batch of a trail without counting: by cursor, or from its beginning. Null for a cursor that is none of this list's. */
export async function walkEvents(
  db: Db,
  { from, conditions }: Trail,
  { sort, cursor }: Walk,
  limit: number,
): Promise<Batch | null> {
  const past = cursor ? after(sort, cursor) : sql`true`;
  return past && batchOf(db, { from, conditions: [...conditions, past] }, sort, limit);
}

/** A page of a trail with its total, or a step of a walk by cursor; null for a cursor that is none of this list's. */
export async function listTrail(
  db: Db,
  trail: Trail,
  input: ListEventsInput,
): Promise<Page<SeenEvent> | null> {
  const { page, perPage, sort, cursor } = input;
  if (cursor) {
    const step = await walkEvents(db, trail, { sort, cursor }, perPage);
    return step && { ...step, page: null, perPage, total: null };
  }
  const total = await totalOf(db, trail);
  const offset = (page - 1) * perPage;
  if (total !== null && offset >= total) return { items: [], page, perPage, total, nextCursor: null };
  return { ...(await batchOf(db, trail, sort, perPage, offset)), page, perPage, total };
}
