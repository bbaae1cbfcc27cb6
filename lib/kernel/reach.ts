import 'server-only';
import { type Access, reachOf } from '@/lib/access/access';
import type { Reach } from '@/lib/access/permissions';
import type { Prisma } from '@/prisma/generated/client';
import type { Actor, Person } from './actor';
import { type Sql, sql } from './sql';

/** The same words for a list and a single read: which rows the actor's permission covers. */
export type ReachFragments = {
  level: Reach | 'none';
  users: People;
  departments: Prisma.DepartmentWhereInput;
  /** Rows that carry a county and nothing nearer: roles, audit events, service tokens. */
  county: { countyId?: string };
  /** For what belongs to one person: sessions, tokens. */
  owned: { userId?: string; countyId?: string };
};

/** Which people are covered, said for whoever asks; each of the three says the same (reach.db.test.ts). */
type People = {
  where: Prisma.UserWhereInput;
  /** For statements in which `u` is "User". */
  sql: Sql;
  /** Asks it of a person who was read, with the departments of that moment. */
  has(person: { id: string; county: { id: string } | null; departments: readonly { id: string }[] }): boolean;
};

/** A membership of a department that counts at a moment: begun and not over. The same words as identity_of_user. */
export function currentMembership(now: Date) {
  return {
    from: { lte: now },
    OR: [{ until: null }, { until: { gt: now } }],
  } satisfies Prisma.UserDepartmentWhereInput;
}

/** The same as a condition of SQL on `ud`, which is "UserDepartment". */
export function isCurrentMembership(now: Date): Sql {
  return sql`ud."from" <= ${now} and (ud."until" is null or ud."until" > ${now})`;
}

const everybody: People = { where: {}, sql: sql`true`, has: () => true };
const nobody: People = { where: { id: { in: [] } }, sql: sql`false`, has: () => false };

function peopleOfCounty(countyId: string): People {
  return {
    where: { countyId },
    sql: sql`u."countyId" = ${countyId}`,
    has: ({ county }) => county?.id === countyId,
  };
}

function peopleOfDepartments(countyId: string, ids: string[], now: Date): People {
  return {
    where: { countyId, departments: { some: { departmentId: { in: ids }, ...currentMembership(now) } } },
    sql: sql`u."countyId" = ${countyId} and exists (select from "UserDepartment" ud
      where ud."userId" = u."id" and ud."departmentId" = any(${ids}) and ${isCurrentMembership(now)})`,
    has: ({ county, departments }) =>
      county?.id === countyId && departments.some(({ id }) => ids.includes(id)),
  };
}

function only({ id }: Person): People {
  return { where: { id }, sql: sql`u."id" = ${id}`, has: (person) => person.id === id };
}

const noDepartment = { id: { in: [] as string[] } };
/** No row has this county. */
const nowhere = { countyId: '' };
const nothing: ReachFragments = {
  level: 'none',
  users: nobody,
  departments: noDepartment,
  county: nowhere,
  owned: { userId: '' },
};

/**
 * The fragments of an actor for what a use case asks for; a stranger's cover nothing, nor do the system's: what a
 * job is about, it says itself. Of several permissions the farthest counts: where they are about different rows, ask for
 * the one that is about these. "The own departments" reach who works in them at that moment: not who did, and not yet
 * who will.
 */
export function reachFragments(actor: Actor, access: Access, now: Date): ReachFragments {
  if (actor.kind !== 'person') return nothing;
  const level = reachOf(actor.grants, access);
  const countyId = actor.county?.id ?? '';
  const owned = { userId: actor.id };
  switch (level) {
    case 'all':
      return { level, users: everybody, departments: {}, county: {}, owned: {} };
    case 'county': {
      if (!actor.county) return nothing;
      const county = { countyId };
      return { level, users: peopleOfCounty(countyId), departments: county, county, owned: county };
    }
    case 'department': {
      const ids = actor.departmentIds;
      const departments = { countyId, id: { in: ids } };
      return { level, users: peopleOfDepartments(countyId, ids, now), departments, county: nowhere, owned };
    }
    case 'own':
      return { level, users: only(actor), departments: noDepartment, county: nowhere, owned };
    default:
      return nothing;
  }
}
