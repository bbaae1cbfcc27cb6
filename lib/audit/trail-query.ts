import 'server-only';
import { allOf, type Db, type Person, type ReachFragments, type Sql, sql } from '@/lib/kernel';
import { countySettings } from '@/lib/shared/county-settings';
import { normaliseEmailAddress } from '@/lib/shared/email-address';
import { type Cursor, type Page, writeCursor } from '@/lib/shared/paging';
import { namesMeant, spanOf } from './policy';
import type { AuditEventBody, AuditFilter, ListEventsInput } from './schema';
import { type EventRow, eventBody } from './view';

/**
 * The trail as SQL: one statement for a page, one for its total, each led by an index (trail-query.plans.db.test.ts
 * reads the plans). Events are ordered by time, those of the same moment by their place in the chain.
 */

/** Events of a filtered list are counted up to here; more are "more than" this many. */
export const COUNT_LIMIT = 10_000;

type Seen = { actor: Person; reach: ReachFragments };
type Place = { id: string; settings: unknown } | null;

/** What a filter comes to: the county it is about (null: every one within reach) and what must hold of an event. */
export type Trail = { county: Place; conditions: Sql[]; isWhole: boolean };

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
  const { actor, event, entity, entityId, outcome } = filter;
  const span = spanOf(filter, countySettings(county?.settings).timeZone);
  const more: Sql[] = [];
  if (actor)
    more.push(
      /[@:]/.test(actor)
        ? sql`e."actorEmail" = ${normaliseEmailAddress(actor) ?? actor}`
        : sql`e."actorId" = ${actor}`,
    );
  if (event) more.push(sql`e."event" = any(${namesMeant(event, await eventNames(db, county))})`);
  if (entity) more.push(sql`e."entity" = ${entity}`);
  if (entityId) more.push(sql`e."entityId" = ${entityId}`);
  if (outcome) more.push(sql`e."outcome" = ${outcome}`);
  if (span.from) more.push(sql`e."at" >= ${span.from}`);
  if (span.before) more.push(sql`e."at" < ${span.before}`);
  return { county, conditions: [...conditions, ...more], isWhole: more.length === 0 };
}

/** The statement for some events in order. */
export function eventsStatement(conditions: readonly Sql[], sort: string, limit: number, offset = 0): Sql {
  const order = sort.startsWith('-')
    ? sql`e."at" desc, e."sequence" desc, e."id" desc`
    : sql`e."at", e."sequence", e."id"`;
  return sql`select e."id", e."countyId", e."sequence", e."at", e."actorId", e."actorEmail", e."event", e."entity",
      e."entityId", e."outcome", e."ip", e."before", e."after"
    from "AuditEvent" e where ${allOf(conditions)} order by ${order} limit ${limit} offset ${offset}`;
}

/** The statement for how many there are, COUNT_LIMIT + 1 at most. In the list's order, so that it takes its index. */
export function countStatement(conditions: readonly Sql[]): Sql {
  return sql`select count(*) as count from (
    select e."at" from "AuditEvent" e where ${allOf(conditions)} order by e."at" desc limit ${COUNT_LIMIT + 1}) counted`;
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

async function totalOf(db: Db, { county, conditions, isWhole }: Trail): Promise<number | null> {
  const statement = isWhole ? lengthStatement(county) : countStatement(conditions);
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
  if (!isMine || !/^[12]\d{3}-.{18}Z$/.test(at) || Number.isNaN(Date.parse(at))) return null;
  if (!/^\d{1,18}$/.test(sequence)) return null;
  const place = sql`(${new Date(at)}, ${BigInt(sequence)}, ${id})`;
  return sort.startsWith('-')
    ? sql`(e."at", e."sequence", e."id") < ${place}`
    : sql`(e."at", e."sequence", e."id") > ${place}`;
}

type Batch = { items: AuditEventBody[]; nextCursor: string | null };

async function batchOf(
  db: Db,
  conditions: readonly Sql[],
  sort: string,
  limit: number,
  offset = 0,
): Promise<Batch> {
  const rows = await db.$queryRaw<EventRow[]>(eventsStatement(conditions, sort, limit + 1, offset));
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor(cursorOf(sort, last)) : null;
  return { items: kept.map(eventBody), nextCursor };
}

type Walk = Pick<ListEventsInput, 'sort' | 'cursor'>;

/** A batch of a trail without counting: by cursor, or from its beginning. Null for a cursor that is none of this list's. */
export async function walkEvents(
  db: Db,
  { conditions }: Trail,
  { sort, cursor }: Walk,
  limit: number,
): Promise<Batch | null> {
  const from = cursor ? after(sort, cursor) : sql`true`;
  return from && batchOf(db, [...conditions, from], sort, limit);
}

/** A page of a trail with its total, or a step of a walk by cursor; null for a cursor that is none of this list's. */
export async function listTrail(
  db: Db,
  trail: Trail,
  input: ListEventsInput,
): Promise<Page<AuditEventBody> | null> {
  const { page, perPage, sort, cursor } = input;
  if (cursor) {
    const step = await walkEvents(db, trail, { sort, cursor }, perPage);
    return step && { ...step, page: null, perPage, total: null };
  }
  const total = await totalOf(db, trail);
  const offset = (page - 1) * perPage;
  if (total !== null && offset >= total) return { items: [], page, perPage, total, nextCursor: null };
  return { ...(await batchOf(db, trail.conditions, sort, perPage, offset)), page, perPage, total };
}
