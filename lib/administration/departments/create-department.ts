import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { isLookAlike, refused } from './names';
import { CreateDepartment, DepartmentBody } from './schema';
import { departmentColumns } from './view';

/** Makes a department of the own county. Of many who take one code at once, one gets it. */
export const createDepartment = useCase({
  name: 'administration.createDepartment',
  input: CreateDepartment,
  output: DepartmentBody,
  access: 'department.manage',
  audit: (input) => ({ entity: 'department', after: input }),
  run: async ({ db, actor, note }, { code, name }) => {
    const countyId = actor.county?.id;
    if (!countyId) return fail('forbidden', 'errors.access.notAllowed');
    if (await isLookAlike(db, countyId, name)) return refused('name');
    // "do nothing" where a unique violation would end the transaction, and with it the answer.
    const { count } = await db.department.createMany({
      data: [{ countyId, code, name }],
      skipDuplicates: true,
    });
    if (count === 0) return refused('code');
    const row = await db.department.findUniqueOrThrow({
      where: { countyId_code: { countyId, code } },
      select: departmentColumns,
    });
    note({ id: row.id });
    return done(row);
  },
});
