import 'server-only';
import { defaultRole } from '@/lib/access/roles';
import { inviteMail } from '@/lib/accounts';
import { type Acting, type AuditNote, done, failFields, type Result } from '@/lib/kernel';
import { languageIn } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import { lockDepartments } from '../departments/placing';
import { rolesToGive } from './change-roles';
import { settingsOf } from './county-decisions';
import type { RoleRow } from './managed-person';
import type { InviteUserInput } from './schema';

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
  await mail(inviteMail, { to: email, locale: languageOr(person.locale) });
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
