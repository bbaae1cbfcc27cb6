import 'server-only';
import { randomUUID } from 'node:crypto';
import { type GrantedRole, whyNotGrant, whyNotManage } from '@/lib/access/granting';
import { defaultRole } from '@/lib/access/roles';
import { type AuditNote, done, fail, failFields, type Result, type RunContext } from '@/lib/kernel';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import { isLastAdministrator } from './last-administrator';
import type { InviteUserInput } from './schema';

/**
 * What an administrator may do to one person, with every rule of it: behind the single use cases and the batches alike.
 * Each answers the audit note of what it did.
 */

/** What an act needs of the running use case. */
export type Acting = Pick<
  RunContext<'user.view', unknown>,
  'db' | 'actor' | 'now' | 'reach' | 'mail' | 'note'
>;

const withRoles = {
  omit: { passwordHash: true },
  include: {
    roles: {
      select: {
        role: {
          select: {
            id: true,
            name: true,
            builtIn: true,
            permissions: { select: { permission: true, reach: true } },
          },
        },
      },
    },
    departments: { select: { departmentId: true } },
  },
} as const;

type RoleRow = {
  id: string;
  name: string;
  builtIn: boolean;
  permissions: { permission: string; reach: string }[];
};

const grantedRole = (role: RoleRow): GrantedRole => ({
  name: role.name,
  builtIn: role.builtIn,
  permissions: role.permissions.map(({ permission, reach }) => [permission, reach]),
});

/**
 * A person within reach whom the actor may manage, with roles and departments. The use case's event and mails belong
 * to that person's county from here on.
 */
export async function personToManage(acting: Acting, userId: string) {
  const { db, actor, reach } = acting;
  const row = await db.user.findFirst({ where: { AND: [{ id: userId }, reach.users] }, ...withRoles });
  if (!row) return fail('not_found', 'errors.user.gone');
  acting.note({ county: row.countyId });
  const roles = row.roles.flatMap(({ role }) => (role ? [role] : []));
  const reason = whyNotManage(actor, { id: row.id, roles: roles.map(grantedRole) });
  if (reason) return fail('forbidden', reason);
  return done({ ...row, roles, departmentIds: row.departments.map(({ departmentId }) => departmentId) });
}

export type ManagedPerson = Extract<Awaited<ReturnType<typeof personToManage>>, { ok: true }>['value'];

/** Ends whatever the person is signed in by: sessions, tokens and mailed links are dead at the next request. */
async function endEverything({ db, now }: Acting, userId: string, because: string): Promise<void> {
  await db.session.updateMany({
    where: { userId, endedAt: null },
    data: { endedAt: now, endedBecause: because },
  });
  await db.singleUseLink.deleteMany({ where: { userId, usedAt: null } });
}

/** Deactivates a person. Nobody deactivates themselves or the last administrator, also when two are at it at once. */
export async function deactivatePerson(
  acting: Acting,
  person: ManagedPerson,
  reason: string | undefined,
): Promise<Result<AuditNote>> {
  const { db, actor } = acting;
  if (person.id === actor.id) return fail('conflict', 'errors.user.yourself');
  if (!person.active) return fail('conflict', 'errors.user.alreadyInactive');
  if (await isLastAdministrator(db, person)) return fail('conflict', 'errors.user.lastAdministrator');
  const { count } = await db.user.updateMany({
    where: { id: person.id, active: true },
    data: {
      active: false,
      deactivationNote: reason || null,
      securityStamp: randomUUID(),
      version: { increment: 1 },
    },
  });
  if (count === 0) return fail('conflict', 'errors.user.alreadyInactive');
  await endEverything(acting, person.id, 'deactivated');
  return done({ before: { active: true }, after: { active: false, reason: reason ?? '' } });
}

/** Makes a deactivated person active again. They sign in anew: nothing that ended comes back. */
export async function reactivatePerson({ db }: Acting, person: ManagedPerson): Promise<Result<AuditNote>> {
  const { count } = await db.user.updateMany({
    where: { id: person.id, active: false },
    data: { active: true, deactivationNote: null, securityStamp: randomUUID(), version: { increment: 1 } },
  });
  if (count === 0) return fail('conflict', 'errors.user.alreadyActive');
  return done({ before: { active: false }, after: { active: true } });
}

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
    select: withRoles.include.roles.select.role.select,
  });
  if (rows.length !== wanted.length) return failFields({ roles: ['errors.role.unknown'] });
  const changed = rows.filter(({ name }) => !heldAlready.includes(name));
  if (changed.some((role) => whyNotGrant(actor, grantedRole(role)) !== null))
    return failFields({ roles: ['errors.role.notYours'] });
  return done(rows);
}

/**
 * Sets the roles of a person. Nobody changes their own, grants more than they hold, or takes the last administrator's
 * away. The person's sessions end: with other rights begins another session (SECURITY, Sessions).
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
  const losesCounty = taken.some(
    ({ name, builtIn }) => builtIn && /^(County Admin|System Administrator)$/.test(name),
  );
  if (losesCounty && person.active && (await isLastAdministrator(db, person)))
    return fail('conflict', 'errors.user.lastAdministrator');
  await db.userRole.deleteMany({ where: { userId: person.id, roleId: { in: taken.map(({ id }) => id) } } });
  await db.userRole.createMany({
    data: wanted.value.map(({ id }) => ({ countyId: person.countyId, userId: person.id, roleId: id })),
    skipDuplicates: true,
  });
  await db.session.updateMany({
    where: { userId: person.id, endedAt: null },
    data: { endedAt: now, endedBecause: 'roles changed' },
  });
  return done({ before: { roles: before }, after: { roles: after } });
}

/** Sets the departments that a person works in now; memberships that stay keep their dates. */
export async function changeDepartments(
  { db, now }: Acting,
  person: ManagedPerson,
  departmentIds: readonly string[],
): Promise<Result<AuditNote>> {
  const { countyId } = person;
  const wanted = [...new Set(departmentIds)];
  const rows = await db.department.findMany({ where: { countyId: countyId ?? '', id: { in: wanted } } });
  const added = rows.filter(({ id }) => !person.departmentIds.includes(id));
  if (rows.length !== wanted.length || added.some(({ active }) => !active))
    return failFields({ departments: ['errors.department.unknown'] });
  await db.userDepartment.deleteMany({ where: { userId: person.id, departmentId: { notIn: wanted } } });
  if (countyId)
    await db.userDepartment.createMany({
      data: added.map(({ id }) => ({ countyId, userId: person.id, departmentId: id, from: now })),
      skipDuplicates: true,
    });
  // Whoever was to leave or to come later is here from now on.
  await db.userDepartment.updateMany({
    where: {
      userId: person.id,
      departmentId: { in: wanted },
      OR: [{ until: { lte: now } }, { from: { gt: now } }],
    },
    data: { from: now, until: null },
  });
  return done({ before: { departments: person.departmentIds }, after: { departments: wanted } });
}

/** What an invited person gets, or why it cannot be given: the rule of an invitation, which writes nothing. */
export async function invitationOf(
  acting: Pick<Acting, 'db' | 'actor'>,
  countyId: string,
  input: Pick<InviteUserInput, 'roles' | 'departments'>,
): Promise<
  Result<{ names: readonly string[]; roles: RoleRow[]; departments: { id: string; code: string }[] }>
> {
  const names = input.roles.length > 0 ? input.roles : [defaultRole];
  const roles = await rolesToGive(acting, countyId, names);
  if (!roles.ok) return roles;
  const departments = await acting.db.department.findMany({
    where: { countyId, active: true, id: { in: input.departments } },
  });
  if (departments.length !== new Set(input.departments).size)
    return failFields({ departments: ['errors.department.unknown'] });
  return done({ names, roles: roles.value, departments });
}

/** Writes an invited person and promises the mail with the link to choose a password. */
export async function invitePerson(
  acting: Acting,
  countyId: string,
  input: Omit<InviteUserInput, 'county'>,
): Promise<Result<{ id: string; note: AuditNote }>> {
  const { db, now, mail } = acting;
  const given = await invitationOf(acting, countyId, input);
  if (!given.ok) return given;
  const { names, roles, departments } = given.value;
  const { email, firstName, lastName } = input;
  const county = await db.county.findUniqueOrThrow({ where: { id: countyId }, select: { settings: true } });
  const locale = languageIn(countySettings(county.settings), 'en');
  const person = await db.user.create({
    data: { countyId, email, firstName, lastName, locale, invitedAt: now },
  });
  await db.userRole.createMany({
    data: roles.map(({ id }) => ({ countyId, userId: person.id, roleId: id })),
  });
  await db.userDepartment.createMany({
    data: departments.map(({ id }) => ({ countyId, userId: person.id, departmentId: id, from: now })),
  });
  await mail({
    to: email,
    template: 'invite',
    locale: languageOr(person.locale),
    data: { userId: person.id },
  });
  const note = {
    entity: 'user',
    id: person.id,
    county: countyId,
    after: { email, firstName, lastName, roles: names, departments: departments.map(({ code }) => code) },
  };
  return done({ id: person.id, note });
}
