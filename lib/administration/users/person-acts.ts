import 'server-only';
import { randomUUID } from 'node:crypto';
import { grantedRole, whyNotGrant, whyNotManage } from '@/lib/access/granting';
import { defaultRole } from '@/lib/access/roles';
import {
  type AuditNote,
  currentMembership,
  done,
  fail,
  failFields,
  type Result,
  type RunContext,
} from '@/lib/kernel';
import { type CountySettings, countySettings, languageIn } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import { lockDepartments, refusalToPlace } from '../departments/placing';
import { administering, isLastAdministrator, lockAdministration } from './last-administrator';
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
  },
} as const;

type RoleRow = {
  id: string;
  name: string;
  builtIn: boolean;
  permissions: { permission: string; reach: string }[];
};

/**
 * A person within reach whom the actor may manage, with roles. The use case's event and mails belong
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
  return done({ ...row, roles });
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
export async function reactivatePerson(
  { db }: Acting,
  person: ManagedPerson,
  reason: string | undefined,
): Promise<Result<AuditNote>> {
  const { count } = await db.user.updateMany({
    where: { id: person.id, active: false },
    data: { active: true, deactivationNote: null, securityStamp: randomUUID(), version: { increment: 1 } },
  });
  if (count === 0) return fail('conflict', 'errors.user.alreadyActive');
  return done({ before: { active: false }, after: { active: true, reason: reason ?? '' } });
}

/** What a person's county has decided; for who belongs to none, what the portal does by itself. */
export async function settingsOf(db: Acting['db'], countyId: string | null): Promise<CountySettings> {
  if (!countyId) return countySettings({});
  const county = await db.county.findUniqueOrThrow({ where: { id: countyId }, select: { settings: true } });
  return countySettings(county.settings);
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
 * away. The person's sessions end: with other rights begins another session (docs/security.md, "Sessions").
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
  await db.session.updateMany({
    where: { userId: person.id, endedAt: null },
    data: { endedAt: now, endedBecause: 'roles changed' },
  });
  return done({ before: { roles: before }, after: { roles: after } });
}

/**
 * Sets the departments that a person works in now. Memberships that stay keep their dates; those that are taken end
 * now; whoever was to come later, or worked there before, is here from now on. What is over and what is still to come
 * stays as it is otherwise.
 */
export async function changeDepartments(
  acting: Acting,
  person: ManagedPerson,
  departmentIds: readonly string[],
): Promise<Result<AuditNote>> {
  const { db, now } = acting;
  const wanted = [...new Set(departmentIds)];
  await lockDepartments(db, wanted);
  const rows = await db.department.findMany({
    where: { countyId: person.countyId ?? '', id: { in: wanted } },
    select: { id: true, countyId: true, code: true, active: true },
  });
  const isCurrent = { userId: person.id, ...currentMembership(now) };
  const current = await db.userDepartment.findMany({
    where: isCurrent,
    select: { department: { select: { id: true, code: true } } },
  });
  const held = current.map(({ department }) => department.id);
  const added = rows.filter(({ id }) => !held.includes(id));
  if (rows.length !== wanted.length || added.some(({ active }) => !active))
    return failFields({ departments: ['errors.department.unknown'] });
  if (added.length > 0 && !person.active) return failFields({ departments: ['errors.user.inactive'] });
  const ids = added.map(({ id }) => id);
  const refusal = await refusalToPlace(acting, person, ids);
  if (refusal) return refusal;

  await db.userDepartment.updateMany({
    where: { ...isCurrent, departmentId: { notIn: wanted } },
    data: { until: now },
  });
  const again = { userId: person.id, departmentId: { in: ids } };
  await db.userDepartment.updateMany({ where: { ...again, from: { gt: now } }, data: { from: now } });
  await db.userDepartment.updateMany({
    where: { ...again, until: { lte: now } },
    data: { from: now, until: null },
  });
  await db.userDepartment.createMany({
    data: added.map(({ id, countyId }) => ({ countyId, userId: person.id, departmentId: id, from: now })),
    skipDuplicates: true,
  });
  return done({
    before: { departments: current.map(({ department }) => department.code).sort() },
    after: { departments: rows.map(({ code }) => code).sort() },
  });
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
  await lockDepartments(acting.db, input.departments);
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
  input: Omit<InviteUserInput, 'county'> & { phoneNumber?: string | undefined },
): Promise<Result<{ id: string; note: AuditNote }>> {
  const { db, now, mail } = acting;
  const given = await invitationOf(acting, countyId, input);
  if (!given.ok) return given;
  const { names, roles, departments } = given.value;
  const { email, firstName, lastName } = input;
  const phoneNumber = input.phoneNumber || null;
  const settings = await settingsOf(db, countyId);
  const locale = input.locale ?? languageIn(settings, 'en');
  if (!settings.languages.includes(locale)) return failFields({ locale: ['errors.language.choose'] });
  const person = await db.user.create({
    data: { countyId, email, firstName, lastName, phoneNumber, locale, invitedAt: now },
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
    after: {
      email,
      firstName,
      lastName,
      ...(phoneNumber ? { phoneNumber } : {}),
      locale,
      roles: names,
      departments: departments.map(({ code }) => code),
    },
  };
  return done({ id: person.id, note });
}
