import 'server-only';
import type { RoleName } from '@/lib/access/roles';
import type { Db } from '@/lib/kernel';

/** The role that runs a county, or for who belongs to none the portal. */
export function administering(countyId: string | null): RoleName {
  return countyId ? 'County Admin' : 'System Administrator';
}

/**
 * Puts those who take an administrator away in a row. Everybody locks in the same order, the role's row before the
 * person's: two who did it the other way round would wait for each other.
 */
export async function lockAdministration(db: Db, countyId: string | null): Promise<void> {
  // NO KEY UPDATE: giving the role to somebody (a foreign key's check) need not wait.
  await db.$queryRaw`
    select "id" from "Role"
    where "countyId" is not distinct from ${countyId} and "builtIn" and "name" = ${administering(countyId)}
    for no key update`;
}

/**
 * Whether nobody else runs the person's county (or, for a System Administrator, the portal). The role's row is locked
 * first, in a statement of its own: whoever takes an administrator away waits here for whoever else does, and counts
 * what is left then. Two who demote each other at once leave one. Whoever was invited and has not come runs nothing yet.
 */
export async function isLastAdministrator(
  db: Db,
  person: { id: string; countyId: string | null },
): Promise<boolean> {
  const name = administering(person.countyId);
  await lockAdministration(db, person.countyId);
  const administrators = await db.$queryRaw<{ id: string }[]>`
    select u."id" from "User" u join "UserRole" ur on ur."userId" = u."id" join "Role" r on r."id" = ur."roleId"
    where u."countyId" is not distinct from ${person.countyId} and u."active" and r."builtIn" and r."name" = ${name}
      and (u."passwordHash" is not null or u."confirmedAt" is not null)
    limit 2`;
  return administrators.length === 1 && administrators[0]?.id === person.id;
}
