import 'server-only';
import type { RoleName } from '@/lib/access/roles';
import type { Db } from '@/lib/kernel';

/**
 * Whether nobody else runs the person's county (or, for a System Administrator, the portal). The role's row is locked
 * first, in a statement of its own: whoever takes an administrator away waits here for whoever else does, and counts
 * what is left then. Two who demote each other at once leave one. Whoever was invited and has not come runs nothing yet.
 */
export async function isLastAdministrator(
  db: Db,
  person: { id: string; countyId: string | null },
): Promise<boolean> {
  const name: RoleName = person.countyId ? 'County Admin' : 'System Administrator';
  // NO KEY UPDATE: giving the role to somebody (a foreign key's check) need not wait.
  await db.$queryRaw`
    select "id" from "Role" where "countyId" is not distinct from ${person.countyId} and "builtIn" and "name" = ${name}
    for no key update`;
  const administrators = await db.$queryRaw<{ id: string }[]>`
    select u."id" from "User" u join "UserRole" ur on ur."userId" = u."id" join "Role" r on r."id" = ur."roleId"
    where u."countyId" is not distinct from ${person.countyId} and u."active" and r."builtIn" and r."name" = ${name}
      and (u."passwordHash" is not null or u."confirmedAt" is not null)
    limit 2`;
  return administrators.length === 1 && administrators[0]?.id === person.id;
}
