import type { RoleName } from '@/lib/access/roles';
import { behindTheWall, type Db } from '@/lib/kernel/db';
import { hasher } from '@/lib/kernel/ports';
import { createCounty, createDepartments, createSystemRole } from './county';
import { recordByOperator } from './operator-event';

/** docs/contract.md, section 3: the lesson's accounts and password. */
export const demonstrationPassword = 'password123';

const contact = {
  address: '120 Courthouse Square',
  phone: '555-0100',
  hours: 'Monday to Friday, 8 am to 5 pm',
  hoursEs: 'De lunes a viernes, de 8 a. m. a 5 p. m.',
};

const counties = [
  {
    code: 'ALD',
    name: 'Alder County',
    domain: 'test.com',
    settings: { timeZone: 'America/Los_Angeles', contact },
  },
  {
    code: 'BIR',
    name: 'Birch County',
    domain: 'birch.test',
    settings: {
      timeZone: 'America/Denver',
      colour: '#1d4f91',
      contact: { ...contact, address: '8 River Street', phone: '555-0180' },
    },
  },
];

type Person = { name: string; role: RoleName; firstName: string; lastName: string; department?: string };

const people: Person[] = [
  { name: 'admin', role: 'County Admin', firstName: 'Admin', lastName: 'User' },
  {
    name: 'officer',
    role: 'Department Officer',
    firstName: 'Olivia',
    lastName: 'Officer',
    department: 'BLD',
  },
  {
    name: 'supervisor',
    role: 'Department Officer',
    firstName: 'Samuel',
    lastName: 'Supervisor',
    department: 'BLD',
  },
  { name: 'citizen', role: 'Citizen', firstName: 'Maria', lastName: 'López' },
];

/** Every account of the demonstration, for the start's list and for refusing to start production beside one. */
export const demonstrationAccounts: { email: string; role: string; place: string }[] = [
  ...counties.flatMap(({ name: county, domain }) =>
    people.map(({ name, role, department }) => ({
      email: `${name}@${domain}`,
      role: name === 'supervisor' ? `${role} who may also decide` : role,
      place: department ? `${county}, Building and Planning` : county,
    })),
  ),
  { email: 'system@test.com', role: 'System Administrator', place: 'every county' },
];

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
    await recordByOperator(db, 'administration.seedDemonstration', {
      after: { counties: counties.map(({ code }) => code) },
    });
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
