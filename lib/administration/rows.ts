import { behindTheWall } from '@/lib/kernel/db';
import type { RowPeople } from '@/lib/testing/rows';
import { createToken } from '@/lib/testing/tokens';
import { createPerson, random, type TestCounty } from '@/lib/testing/world';

declare module '@/lib/testing/rows' {
  interface Rows {
    /** Somebody who works nowhere; `user` works in `department`. */
    newcomer: Awaited<ReturnType<typeof createPerson>>;
    inactive: string;
    department: string;
    /** One that nobody ever worked in. */
    emptyDepartment: string;
    /** The county's own, which nobody holds. */
    role: string;
    serviceToken: string;
  }
}

/** Rows of people's places in a county. */
export async function makeRows({ county: countyId, user }: RowPeople, county: TestCounty) {
  const newcomer = await createPerson({ county, role: 'Citizen' });
  const { id: inactive } = await createPerson({ county, role: 'Citizen', active: false });
  const { id: serviceToken } = await createToken(null, countyId, ['user.view']);
  return behindTheWall(countyId, async (db) => {
    const newDepartment = () =>
      db.department.create({ data: { countyId, code: random(), name: `Department ${random()}` } });
    const { id: department } = await newDepartment();
    const { id: emptyDepartment } = await newDepartment();
    const from = new Date(Date.now() - 3_600_000);
    await db.userDepartment.create({ data: { countyId, userId: user, departmentId: department, from } });
    const { id: role } = await db.role.create({
      data: {
        countyId,
        name: `Role ${random()}`,
        permissions: { create: { permission: 'user.view', reach: 'county' } },
      },
    });
    return { newcomer, inactive, serviceToken, department, emptyDepartment, role };
  });
}
