import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { DeleteDepartment } from './schema';

/**
 * Deletes a department that nobody ever worked in. Any other is deactivated instead: who worked where stays known.
 * Whoever adds an officer at the same moment comes first or finds it gone: the row is locked before they are counted.
 */
export const deleteDepartment = useCase({
  name: 'administration.deleteDepartment',
  input: DeleteDepartment,
  access: 'department.manage',
  audit: ({ departmentId }) => ({ entity: 'department', id: departmentId }),
  run: async ({ db, reach, note }, { departmentId, version }) => {
    await db.$queryRaw`select "id" from "Department" where "id" = ${departmentId} for update`;
    const row = await db.department.findFirst({ where: { AND: [{ id: departmentId }, reach.departments] } });
    if (!row) return fail('not_found', 'errors.department.gone');
    const { countyId, code, name, active } = row;
    note({ county: countyId });
    if (version !== undefined && row.version !== version)
      return fail('conflict', 'errors.form.changedMeanwhile');
    const officers = await db.userDepartment.count({ where: { countyId, departmentId } });
    if (officers > 0) return fail('conflict', 'errors.department.inUse', { values: { officers } });
    await db.department.delete({ where: { id: departmentId } });
    note({ before: { code, name, active } });
    return done({ id: departmentId });
  },
});
