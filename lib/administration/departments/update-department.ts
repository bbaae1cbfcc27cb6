import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { isLookAlike, refused } from './names';
import { DepartmentBody, UpdateDepartment } from './schema';
import { departmentColumns } from './view';

/**
 * Renames a department, gives it another code, deactivates or reactivates it. A deactivated one keeps its officers and
 * what they did; nobody can be added to it.
 */
export const updateDepartment = useCase({
  name: 'administration.updateDepartment',
  input: UpdateDepartment,
  output: DepartmentBody,
  access: 'department.manage',
  audit: ({ departmentId }) => ({ entity: 'department', id: departmentId }),
  run: async ({ db, reach, note }, { departmentId, version, ...asked }) => {
    const before = await db.department.findFirst({
      where: { AND: [{ id: departmentId }, reach.departments] },
      select: { ...departmentColumns, countyId: true },
    });
    if (!before) return fail('not_found', 'errors.department.gone');
    note({ county: before.countyId });
    const next = {
      code: asked.code ?? before.code,
      name: asked.name ?? before.name,
      active: asked.active ?? before.active,
    };
    if (next.name !== before.name && (await isLookAlike(db, before.countyId, next.name, departmentId)))
      return refused('name');
    const { count } = await db.department.updateMany({
      where: { id: departmentId, version },
      data: { name: next.name, active: next.active, version: { increment: 1 } },
    });
    if (count === 0) return fail('conflict', 'errors.form.changedMeanwhile');
    if (next.code !== before.code) {
      const { countyId } = before;
      if ((await db.department.count({ where: { countyId, code: next.code } })) > 0) return refused('code');
      await db.department.update({ where: { id: departmentId }, data: { code: next.code } });
    }
    const changed = (Object.keys(next) as (keyof typeof next)[]).filter((key) => next[key] !== before[key]);
    note({
      before: Object.fromEntries(changed.map((key) => [key, before[key]])),
      after: Object.fromEntries(changed.map((key) => [key, next[key]])),
    });
    return done(
      await db.department.findUniqueOrThrow({ where: { id: departmentId }, select: departmentColumns }),
    );
  },
});
