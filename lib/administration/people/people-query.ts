import 'server-only';
import {
  allOf,
  type Db,
  fullName,
  isCurrentMembership,
  type Person,
  type ReachFragments,
  type Sql,
  sql,
  sqlList,
} from '@/lib/kernel';
import { type Cursor, cursorMoment, type Page, writeCursor } from '@/lib/shared/paging';
import type { UserBody } from '@/lib/shared/user-body';
import type { ListUsersInput, PeopleFilter } from './schema';
import { searchPattern } from './search-pattern';

/**
 * The list of people as SQL: one statement for a page, one for its total, each led by an index at 100,000 people
 * (people-plans.db.test.ts reads the plans).
 */

/** Who looks, how far they may, and when: memberships of departments have dates. */
type Seen = { actor: Person; reach: ReachFragments; now: Date };

/** At most so many people found by a text are asked for by id; above, the text is compared row by row, in the list's order. */
const FEW = 1000;

/** People found by a text are counted up to here; more are "more than" this many. As people_matching counts. */
export const COUNT_LIMIT = 5000;

/** What must hold of whom a filter finds; how many they are, where that is known, or that they are more than are counted. */
type Found = { conditions: Sql[]; total: number | null; isMore: boolean };

async function whereOf(db: Db, seen: Seen, filter: PeopleFilter): Promise<Found> {
  const { actor, reach } = seen;
  const conditions: Sql[] = [];
  const { role, department, county, active, confirmed, twoFactor, invited } = filter;
  if (role)
    conditions.push(
      sql`exists (select from "UserRole" ur join "Role" r on r."id" = ur."roleId" where ur."userId" = u."id" and r."name" = ${role})`,
    );
  if (department)
    conditions.push(
      sql`exists (select from "UserDepartment" ud join "Department" d on d."id" = ud."departmentId" where ud."userId" = u."id" and ${isCurrentMembership(seen.now)} and (d."id" = ${department} or d."code" = ${department.toUpperCase()}))`,
    );
  if (county)
    conditions.push(
      sql`u."countyId" = (select c."id" from "County" c where c."code" = ${county.toUpperCase()})`,
    );
  if (active !== undefined) conditions.push(sql`u."active" = ${active}`);
  if (confirmed !== undefined)
    conditions.push(confirmed ? sql`u."confirmedAt" is not null` : sql`u."confirmedAt" is null`);
  if (twoFactor !== undefined)
    conditions.push(twoFactor ? sql`u."twoFactorSince" is not null` : sql`u."twoFactorSince" is null`);
  if (invited !== undefined) {
    const open = sql`(u."invitedAt" is not null and u."confirmedAt" is null)`;
    conditions.push(invited ? open : sql`not ${open}`);
  }
  const isWhole = conditions.length === 0 && (reach.level === 'county' || reach.level === 'all');
  if (!filter.q) return { conditions, total: isWhole ? await totalOf(db, seen) : null, isMore: false };

  const pattern = searchPattern(filter.q);
  const [match] = await db.$queryRaw<[{ total: bigint; ids: string[] | null }]>`
    select total, ids from people_matching(${actor.county?.id ?? null}::text, ${pattern}, ${FEW}::int)`;
  const total = Number(match.total);
  conditions.push(
    total <= FEW
      ? sql`u."id" = any(${match.ids ?? []})`
      : sql`exists (select from "PersonSearch" s where s."userId" = u."id" and s."text" like ${pattern})`,
  );
  const isMore = isWhole && total > COUNT_LIMIT;
  return { conditions, total: isWhole && !isMore ? total : null, isMore };
}

/** How many people there are in the county, or in every one: figures know, save for the few who belong to none. */
async function totalOf(db: Db, { actor, reach }: Seen): Promise<number> {
  if (reach.level === 'all') {
    const { _sum } = await db.peopleFigures.aggregate({ _sum: { total: true } });
    return (_sum.total ?? 0) + (await db.user.count({ where: { countyId: null } }));
  }
  const figures = await db.peopleFigures.findUnique({ where: { countyId: actor.county?.id ?? '' } });
  return figures?.total ?? 0;
}

type Order = { columns: readonly Sql[]; isDescending: boolean };

function orderOf(sort: string): Order {
  const columns: Record<string, readonly Sql[]> = {
    createdAt: [sql`u."createdAt"`, sql`u."id"`],
    name: [sql`u."lastName"`, sql`u."firstName"`, sql`u."id"`],
    email: [sql`u."email"`],
  };
  return { columns: columns[sort.replace(/^-/, '')] ?? [sql`u."id"`], isDescending: sort.startsWith('-') };
}

const orderBy = ({ columns, isDescending }: Order) =>
  sqlList(columns.map((column) => (isDescending ? sql`${column} desc` : sql`${column}`)));

type Row = Omit<UserBody, 'fullName' | 'confirmedAt' | 'lastLoginAt' | 'createdAt'> & {
  confirmedAt: Date | null;
  lastLoginAt: Date | null;
  createdAt: Date;
};

/** A person of a row, in the shape that leaves the portal. */
function bodyOf(row: Row): UserBody {
  return {
    ...row,
    fullName: fullName(row),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    lastLoginAt: row.lastLoginAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

async function rowsOf(
  db: Db,
  now: Date,
  conditions: readonly Sql[],
  order: Order,
  limit: number,
  offset: number,
) {
  return db.$queryRaw<Row[]>`
    with page as (
      select u."id" from "User" u where ${allOf(conditions)} order by ${orderBy(order)} limit ${limit} offset ${offset})
    select u."id", u."email", u."firstName", u."lastName", u."phoneNumber", u."address", u."active", u."confirmedAt",
      u."locale", u."loginCount", u."lastLoginAt", u."createdAt", u."version",
      (select jsonb_build_object('id', c."id", 'code', c."code", 'name', c."name") from "County" c where c."id" = u."countyId") as county,
      (select coalesce(jsonb_agg(r."name" order by r."name"), '[]'::jsonb)
        from "UserRole" ur join "Role" r on r."id" = ur."roleId" where ur."userId" = u."id") as roles,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d."id", 'code', d."code", 'name', d."name") order by d."name"), '[]'::jsonb)
        from "UserDepartment" ud join "Department" d on d."id" = ud."departmentId" where ud."userId" = u."id" and ${isCurrentMembership(now)}) as departments
    from page join "User" u on u."id" = page."id" order by ${orderBy(order)}`;
}

/** One person by id, or null when out of reach. */
export async function findUser(db: Db, seen: Seen, userId: string): Promise<UserBody | null> {
  const conditions = [seen.reach.users.sql, sql`u."id" = ${userId}`];
  const [row] = await rowsOf(db, seen.now, conditions, orderOf('id'), 1, 0);
  return row ? bodyOf(row) : null;
}

function cursorOf(sort: string, last: UserBody): Cursor {
  const values: Record<string, string[]> = {
    createdAt: [last.createdAt, last.id],
    name: [last.lastName, last.firstName, last.id],
    email: [last.email],
  };
  return [sort, ...(values[sort.replace(/^-/, '')] ?? [])];
}

/** The condition "after the row where the walk stands"; null for a cursor of another list or order. */
function after(sort: string, order: Order, cursor: Cursor): Sql | null {
  const [of, ...values] = cursor;
  if (of !== sort || values.length !== order.columns.length) return null;
  const isTime = sort.endsWith('createdAt');
  const at = isTime ? cursorMoment(values[0] ?? '') : null;
  if (isTime && !at) return null;
  const place = values.map((value, index) => (at && index === 0 ? sql`${at}` : sql`${value}`));
  return order.isDescending
    ? sql`(${sqlList(order.columns.slice())}) < (${sqlList(place)})`
    : sql`(${sqlList(order.columns.slice())}) > (${sqlList(place)})`;
}

/** A batch of the list without counting: by cursor, or from its beginning. Null for a cursor that is none of this list's. */
export async function walkPeople(
  db: Db,
  seen: Seen,
  { sort, cursor, ...filter }: Pick<ListUsersInput, 'sort' | 'cursor'> & PeopleFilter,
  limit: number,
): Promise<{ items: UserBody[]; nextCursor: string | null } | null> {
  const order = orderOf(sort);
  const from = cursor ? after(sort, order, cursor) : sql`true`;
  if (!from) return null;
  const { conditions } = await whereOf(db, seen, filter);
  const rows = await rowsOf(db, seen.now, [seen.reach.users.sql, ...conditions, from], order, limit + 1, 0);
  return batchOf(rows, sort, limit);
}

function batchOf(rows: Row[], sort: string, limit: number) {
  const items = rows.slice(0, limit).map(bodyOf);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(cursorOf(sort, last)) : null };
}

/** How many people a filter finds, however many they are. */
export async function countPeople(db: Db, seen: Seen, filter: PeopleFilter): Promise<number> {
  const { conditions, total } = await whereOf(db, seen, filter);
  return total ?? (await countOf(db, [seen.reach.users.sql, ...conditions]));
}

/**
 * A page of the list with its total (null for more than are counted), or a step of a walk by cursor; null for a cursor
 * that is none of this list's.
 */
export async function listPeople(db: Db, seen: Seen, input: ListUsersInput): Promise<Page<UserBody> | null> {
  const { page, perPage, sort, cursor, ...filter } = input;
  if (cursor) {
    const step = await walkPeople(db, seen, { sort, cursor, ...filter }, perPage);
    return step && { ...step, page: null, perPage, total: null };
  }
  const found = await whereOf(db, seen, filter);
  const conditions = [seen.reach.users.sql, ...found.conditions];
  const total = found.isMore ? null : (found.total ?? (await countOf(db, conditions)));
  const offset = (page - 1) * perPage;
  if (total !== null && offset >= total) return { items: [], page, perPage, total, nextCursor: null };
  const order = orderOf(sort);
  const batch =
    total !== null && offset > total / 2
      ? await fromTheEnd(db, seen.now, conditions, order, total, offset, perPage, sort)
      : batchOf(await rowsOf(db, seen.now, conditions, order, perPage + 1, offset), sort, perPage);
  return { ...batch, page, perPage, total };
}

/** Pages of the second half are counted off from the other end: a deep page costs half of the list at most. */
async function fromTheEnd(
  db: Db,
  now: Date,
  conditions: readonly Sql[],
  order: Order,
  total: number,
  offset: number,
  perPage: number,
  sort: string,
) {
  const rest = total - offset;
  const backwards = { ...order, isDescending: !order.isDescending };
  const rows = await rowsOf(
    db,
    now,
    conditions,
    backwards,
    Math.min(perPage + 1, rest),
    Math.max(0, rest - perPage - 1),
  );
  return batchOf(rows.toReversed(), sort, perPage);
}

async function countOf(db: Db, conditions: readonly Sql[]): Promise<number> {
  const [{ count }] = await db.$queryRaw<[{ count: bigint }]>`
    select count(*) as count from "User" u where ${allOf(conditions)}`;
  return Number(count);
}
