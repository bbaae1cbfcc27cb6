import 'server-only';
import { grantedRole, runsCounty, whyNotPlace } from '@/lib/access/granting';
import { type Acting, type AuditNote, type Db, done, fail, type Result } from '@/lib/kernel';
import type { ManagedPerson } from '../people/managed-person';
import { roleColumns } from '../roles/own-roles';
import type { Dates } from './days';
import { standingOf, whyNotJoin } from './policy';

/** What every door to a department goes through: a person's page, the department's, an act on several people. */

/** What joining needs to know of a department. */
export type Joined = { id: string; countyId: string; code: string; active: boolean };

/** Keeps departments from being deactivated or deleted until the transaction is over. */
export async function lockDepartments(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.$queryRaw`select "id" from "Department" where "id" = any(${[...ids]}) order by "id" for share`;
}

/** A refusal when it is not the actor's to let this person work in these departments (none: to take some away). */
export async function refusalToPlace(
  { db, actor, now }: Pick<Acting, 'db' | 'actor' | 'now'>,
  person: ManagedPerson,
  given: readonly string[],
): Promise<Result<never> | null> {
  const self =
    runsCounty(actor) || given.length === 0
      ? null
      : await db.user.findUnique({
          where: { id: actor.id },
          select: {
            roles: { select: { role: { select: roleColumns } } },
            departments: {
              where: { OR: [{ until: null }, { until: { gt: now } }] },
              select: { departmentId: true },
            },
          },
        });
  const placer = {
    ...actor,
    held: self?.roles.flatMap(({ role }) => (role ? [grantedRole(role)] : [])) ?? [],
    departmentIds: self?.departments.map(({ departmentId }) => departmentId) ?? [],
  };
  const reason = whyNotPlace(placer, { id: person.id, roles: person.roles.map(grantedRole) }, given);
  if (!reason) return null;
  return fail(reason === 'errors.user.ownDepartments' ? 'conflict' : 'forbidden', reason);
}

/** Lets a locked person work in a locked department, with the rules of it. Answers the audit note of what it did. */
export async function placeInDepartment(
  acting: Acting,
  department: Joined,
  person: ManagedPerson,
  dates: Dates,
): Promise<Result<AuditNote>> {
  const refusal = await refusalToPlace(acting, person, [department.id]);
  if (refusal) return refusal;
  const key = { userId: person.id, departmentId: department.id };
  const before = await lastMembership(acting.db, key);
  const reason = whyNotJoin(department, person, before && standingOf(before, acting.now));
  if (reason) return fail('conflict', reason);
  // Days that reach into the last membership are its own, told anew; later ones are another.
  const isTheSame = before?.until && (dates.from <= before.from || dates.from < before.until);
  if (isTheSame)
    await acting.db.userDepartment.update({
      where: { userId_departmentId_from: { ...key, from: before.from } },
      data: dates,
    });
  else await acting.db.userDepartment.create({ data: { countyId: department.countyId, ...key, ...dates } });
  return done({
    entity: 'user',
    id: person.id,
    ...(before ? { before: inWords(department, before) } : {}),
    after: inWords(department, dates),
  });
}

/** Somebody's membership of a department, of several the one that begins last: those before it are history. */
export function lastMembership(db: Db, key: { userId: string; departmentId: string }) {
  return db.userDepartment.findFirst({ where: key, orderBy: { from: 'desc' } });
}

/** A membership as the audit trail keeps it. */
export function inWords({ code }: { code: string }, { from, until }: Dates) {
  return { department: code, from: from.toISOString(), until: until?.toISOString() ?? null };
}
