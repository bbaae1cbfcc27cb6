import 'server-only';
import { givenBy, grantedRole, whyNotGrant } from '@/lib/access/granting';
import { turnStamp } from '@/lib/accounts';
import { type Acting, type AuditNote, done, fail, failFields, type Result } from '@/lib/kernel';
import { revokeMadeBy } from '../service-tokens/made-by';
import { administering, isLastAdministrator, lockAdministration } from './last-administrator';
import { isInvited, type ManagedPerson, type RoleRow, rolesOfActs } from './managed-person';

/** The county's roles of these names; a fault of the field `roles` when one is not there or not the actor's to give. */
export async function rolesToGive(
  { db, actor }: Pick<Acting, 'db' | 'actor'>,
  countyId: string | null,
  names: readonly string[],
  heldAlready: readonly string[] = [],
): Promise<Result<RoleRow[]>> {
  const wanted = [...new Set(names)];
  const rows = await db.role.findMany({
    where: { countyId, name: { in: wanted } },
    select: rolesOfActs,
  });
  if (rows.length !== wanted.length) return failFields({ roles: ['errors.role.unknown'] });
  const changed = rows.filter(({ name }) => !heldAlready.includes(name));
  if (changed.some((role) => whyNotGrant(actor, grantedRole(role)) !== null))
    return failFields({ roles: ['errors.role.notYours'] });
  return done(rows);
}

/** Whether a person who holds exactly these roles afterwards no longer runs what they run now. */
function stopsAdministering({ countyId, roles }: ManagedPerson, names: readonly string[]): boolean {
  const name = administering(countyId);
  return roles.some((role) => role.builtIn && role.name === name) && !names.includes(name);
}

/**
 * To be called before the first write of a change of roles: locks what `changeRoles` will need, in the order in which
 * everybody locks.
 */
export async function beforeChangingRoles(
  { db }: Pick<Acting, 'db'>,
  person: ManagedPerson,
  names: readonly string[],
): Promise<void> {
  if (stopsAdministering(person, names)) await lockAdministration(db, person.countyId);
}

/**
 * Sets the roles of a person. Nobody changes their own, grants more than they hold, or takes the last administrator's
 * away. Whatever the person has open ends: with other rights begins another session (docs/security.md, "What ends what").
 */
export async function changeRoles(
  acting: Acting,
  person: ManagedPerson,
  names: readonly string[],
): Promise<Result<AuditNote>> {
  const { db, actor, now } = acting;
  if (person.id === actor.id) return fail('conflict', 'errors.user.ownRoles');
  if (names.length === 0) return failFields({ roles: ['errors.role.choose'] });
  const before = person.roles.map(({ name }) => name).sort();
  const wanted = await rolesToGive(acting, person.countyId, names, before);
  if (!wanted.ok) return wanted;
  const after = wanted.value.map(({ name }) => name).sort();
  if (before.join('\n') === after.join('\n'))
    return done({ before: { roles: before }, after: { roles: after } });
  const taken = person.roles.filter(({ name }) => !after.includes(name));
  if (taken.some((role) => whyNotGrant(actor, grantedRole(role)) !== null))
    return failFields({ roles: ['errors.role.notYours'] });
  if (stopsAdministering(person, after) && person.active && (await isLastAdministrator(db, person)))
    return fail('conflict', 'errors.user.lastAdministrator');
  await db.userRole.deleteMany({ where: { userId: person.id, roleId: { in: taken.map(({ id }) => id) } } });
  await db.userRole.createMany({
    data: wanted.value.map(({ id }) => ({ countyId: person.countyId, userId: person.id, roleId: id })),
    skipDuplicates: true,
  });
  // Whoever was invited and has not come has nothing open but the invitation.
  if (!isInvited(person)) await turnStamp(db, person.id, { now, because: 'roles changed' });
  // Who no longer makes the county's tokens leaves none that they made.
  const mayMake = wanted.value.some((role) =>
    givenBy(grantedRole(role)).some(([permission]) => permission === 'token.manage'),
  );
  const revokedTokens = mayMake ? [] : await revokeMadeBy(db, person.id, now);
  return done({
    before: { roles: before },
    after: { roles: after, ...(revokedTokens.length > 0 ? { revokedTokens } : {}) },
  });
}
