import 'server-only';
import { type Acting, type AuditNote, currentMembership, done, failFields, type Result } from '@/lib/kernel';
import { lockDepartments, refusalToPlace } from '../departments/placing';
import type { ManagedPerson } from './managed-person';

/**
 * Sets the departments that a person works in now. Memberships that stay keep their dates; those that are taken end
 * now; whoever was to come later, or worked there before, is here from now on. What is over and what is still to come
 * stays as it is otherwise.
 */
export async function changeDepartments(
  acting: Acting,
  person: ManagedPerson,
  departmentIds: readonly string[],
): Promise<Result<AuditNote>> {
  const { db, now } = acting;
  const wanted = [...new Set(departmentIds)];
  await lockDepartments(db, wanted);
  const rows = await db.department.findMany({
    where: { countyId: person.countyId ?? '', id: { in: wanted } },
    select: { id: true, countyId: true, code: true, active: true },
  });
  const isCurrent = { userId: person.id, ...currentMembership(now) };
  const current = await db.userDepartment.findMany({
    where: isCurrent,
    select: { department: { select: { id: true, code: true } } },
  });
  const held = current.map(({ department }) => department.id);
  const added = rows.filter(({ id }) => !held.includes(id));
  if (rows.length !== wanted.length || added.some(({ active }) => !active))
    return failFields({ departments: ['errors.department.unknown'] });
  if (added.length > 0 && !person.active) return failFields({ departments: ['errors.user.inactive'] });
  const ids = added.map(({ id }) => id);
  const refusal = await refusalToPlace(acting, person, ids);
  if (refusal) return refusal;

  await db.userDepartment.updateMany({
    where: { ...isCurrent, departmentId: { notIn: wanted } },
    data: { until: now },
  });
  const again = { userId: person.id, departmentId: { in: ids } };
  const coming = await db.userDepartment.updateManyAndReturn({
    where: { ...again, from: { gt: now } },
    data: { from: now },
    select: { departmentId: true },
  });
  const begun = new Set(coming.map(({ departmentId }) => departmentId));
  await db.userDepartment.createMany({
    data: added.flatMap(({ id, countyId }) =>
      begun.has(id) ? [] : [{ countyId, userId: person.id, departmentId: id, from: now }],
    ),
    skipDuplicates: true,
  });
  return done({
    before: { departments: current.map(({ department }) => department.code).sort() },
    after: { departments: rows.map(({ code }) => code).sort() },
  });
}
