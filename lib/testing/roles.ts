import type { Permission, Reach } from '@/lib/access/permissions';
import { behindTheWall } from '@/lib/kernel/db';
import type { TestCounty, TestPerson } from './world';

/** Writes a role of a county's own, if its name is new there, and gives it to somebody besides what they hold. */
export async function grantOwnRole(
  county: TestCounty,
  person: TestPerson,
  name: string,
  permissions: [Permission, Reach][],
): Promise<string> {
  const countyId = county.id;
  return behindTheWall(countyId, async (db) => {
    const role =
      (await db.role.findFirst({ where: { countyId, name } })) ??
      (await db.role.create({ data: { countyId, name } }));
    await db.rolePermission.createMany({
      data: permissions.map(([permission, reach]) => ({ countyId, roleId: role.id, permission, reach })),
      skipDuplicates: true,
    });
    await db.userRole.createMany({
      data: [{ countyId, userId: person.id, roleId: role.id }],
      skipDuplicates: true,
    });
    return role.id;
  });
}
