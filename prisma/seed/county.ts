import { countyRoleNames, roleDescriptions } from '@/lib/access/roles';
import type { Db } from '@/lib/kernel/db';

/** The departments that every county of the demonstration has: docs/contract.md, section 3. */
const departments = [
  { code: 'BLD', name: 'Building and Planning' },
  { code: 'ENV', name: 'Environmental Health' },
  { code: 'PWK', name: 'Public Works' },
];

/** Writes a county with its built-in roles, if its code is not there yet. Answers its id. */
export async function createCounty(
  db: Db,
  county: { code: string; name: string; settings?: object },
): Promise<string> {
  const { id } = await db.county.upsert({
    where: { code: county.code },
    create: { code: county.code, name: county.name, settings: county.settings ?? {} },
    update: {},
  });
  for (const name of countyRoleNames)
    await db.role.upsert({
      where: { countyId_name: { countyId: id, name } },
      create: { countyId: id, name, description: roleDescriptions[name], builtIn: true },
      update: {},
    });
  return id;
}

/** Writes the three departments of the demonstration. Answers their ids by code. */
export async function createDepartments(db: Db, countyId: string): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { code, name } of departments) {
    const row = await db.department.upsert({
      where: { countyId_code: { countyId, code } },
      create: { countyId, code, name },
      update: {},
    });
    ids[code] = row.id;
  }
  return ids;
}

/** The role System Administrator, which belongs to no county; written once. Answers its id. */
export async function createSystemRole(db: Db): Promise<string> {
  const name = 'System Administrator';
  const found = await db.role.findFirst({ where: { countyId: null, name } });
  if (found) return found.id;
  return (await db.role.create({ data: { name, description: roleDescriptions[name], builtIn: true } })).id;
}
