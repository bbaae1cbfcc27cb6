import { behindTheWall, type Db } from '@/lib/kernel/db';
import { hasher } from '@/lib/kernel/ports';
import { createCounty, createDepartments, createSystemRole } from './county';
import {
  counties,
  demonstrationAccounts,
  demonstrationPassword,
  type Person,
  people,
} from './demonstration-accounts';

/** Writes the demonstration's counties and accounts where they are missing; what is there stays as it is. */
export async function seedDemonstration(): Promise<void> {
  if (await isSeeded()) return;
  const passwordHash = await hasher().hash(demonstrationPassword);
  await behindTheWall('*', async (db) => {
    for (const { domain, ...county } of counties) {
      const countyId = await createCounty(db, county);
      const departments = await createDepartments(db, countyId);
      for (const person of people) {
        const userId = await createPerson(db, countyId, `${person.name}@${domain}`, person, passwordHash);
        const departmentId = person.department && departments[person.department];
        if (userId && departmentId)
          await db.userDepartment.create({ data: { countyId, userId, departmentId } });
      }
    }
    await createSystemRole(db);
    const system: Person = {
      name: 'system',
      role: 'System Administrator',
      firstName: 'System',
      lastName: 'Administrator',
    };
    await createPerson(db, null, 'system@test.com', system, passwordHash);
  });
}

const emails = demonstrationAccounts.map(({ email }) => email);

async function isSeeded(): Promise<boolean> {
  return behindTheWall(
    '*',
    async (db) => (await db.user.count({ where: { email: { in: emails } } })) === emails.length,
  );
}

/** Whether an account of the demonstration exists: production refuses to start beside one. */
export async function hasDemonstrationAccount(): Promise<boolean> {
  return behindTheWall('*', async (db) => (await db.user.count({ where: { email: { in: emails } } })) > 0);
}

async function createPerson(
  db: Db,
  countyId: string | null,
  email: string,
  person: Person,
  passwordHash: string,
): Promise<string | null> {
  if (await db.user.findUnique({ where: { email } })) return null;
  const role = await db.role.findFirstOrThrow({ where: { countyId, name: person.role, builtIn: true } });
  const user = await db.user.create({
    data: {
      countyId,
      email,
      passwordHash,
      firstName: person.firstName,
      lastName: person.lastName,
      confirmedAt: new Date(),
    },
  });
  await db.userRole.create({ data: { countyId, userId: user.id, roleId: role.id } });
  return user.id;
}
