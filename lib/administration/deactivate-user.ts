import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RoleName } from '@/lib/access/roles';
import { type Db, done, fail, useCase } from '@/lib/kernel';
import { PersonOnly, PersonWithReason } from './schema';

/**
 * Deactivates a person: every session, token and mailed link is dead at the next request, and stays dead after
 * reactivation. Nobody deactivates themselves, and a county keeps an active administrator, also when two are deactivated at once.
 */
export const deactivateUser = useCase({
  name: 'administration.deactivateUser',
  input: PersonWithReason,
  access: 'user.deactivate',
  fresh: true,
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async ({ db, actor, now, reach, note }, { userId, reason }) => {
    const person = await db.user.findFirst({ where: { AND: [{ id: userId }, reach.users] } });
    if (!person) return fail('not_found', 'errors.user.gone');
    if (person.id === actor.id) return fail('conflict', 'errors.user.yourself');
    if (!person.active) return fail('conflict', 'errors.user.alreadyInactive');
    if (await isLastAdministrator(db, person)) return fail('conflict', 'errors.user.lastAdministrator');
    note({ before: { active: true }, after: { active: false, reason: reason ?? '' } });
    await db.user.update({
      where: { id: person.id },
      data: {
        active: false,
        deactivationNote: reason || null,
        securityStamp: randomUUID(),
        version: { increment: 1 },
      },
    });
    await db.session.updateMany({
      where: { userId: person.id, endedAt: null },
      data: { endedAt: now, endedBecause: 'deactivated' },
    });
    await db.singleUseLink.deleteMany({ where: { userId: person.id, usedAt: null } });
    return done({ id: person.id });
  },
});

/** Makes a deactivated person active again. They sign in anew: nothing that ended comes back. */
export const reactivateUser = useCase({
  name: 'administration.reactivateUser',
  input: PersonOnly,
  access: 'user.deactivate',
  fresh: true,
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async ({ db, reach, note }, { userId }) => {
    const person = await db.user.findFirst({ where: { AND: [{ id: userId }, reach.users] } });
    if (!person) return fail('not_found', 'errors.user.gone');
    if (person.active) return fail('conflict', 'errors.user.alreadyActive');
    note({ before: { active: false }, after: { active: true } });
    await db.user.update({
      where: { id: person.id },
      data: { active: true, deactivationNote: null, securityStamp: randomUUID(), version: { increment: 1 } },
    });
    return done({ id: person.id });
  },
});

/**
 * Whether nobody else runs the person's county (or, for a System Administrator, the portal). Locks those who do, so that
 * two cannot both go.
 */
async function isLastAdministrator(
  db: Db,
  person: { id: string; countyId: string | null },
): Promise<boolean> {
  const role: RoleName = person.countyId ? 'County Admin' : 'System Administrator';
  const administrators = await db.$queryRaw<{ id: string }[]>`
    select u."id" from "User" u join "UserRole" ur on ur."userId" = u."id" join "Role" r on r."id" = ur."roleId"
    where u."countyId" is not distinct from ${person.countyId} and u."active" and r."builtIn" and r."name" = ${role}
    order by u."id" for update of u`;
  return administrators.length === 1 && administrators[0]?.id === person.id;
}
