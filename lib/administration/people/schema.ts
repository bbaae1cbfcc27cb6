import { z } from 'zod';
import {
  aboutAnother,
  choice,
  choices,
  defineList,
  folded,
  hasName,
  nameNeeded,
  personFields,
  schemasOf,
  textFilter,
  yesNoFilter,
} from '@/lib/fields';
import { languages } from '@/lib/shared/languages';
import { exportBatchOf, pageInput, pageOf } from '@/lib/shared/paging';
import { anId, aVersion, isTicked, lineOf, listOf, optionalLine, severalOf } from '@/lib/shared/text';
import { UserBody } from '@/lib/shared/user-body';

const { firstName, lastName, email, phoneNumber, address, locale } = schemasOf(personFields);

/** One of the own county's people, by id. */
export const PersonOnly = z.object({ userId: anId });
const reason = optionalLine(300, 'errors.reason.tooLong');
export const PersonWithReason = z.object({ userId: anId, reason });
export const DeactivatePerson = PersonWithReason.extend({ keepTokens: isTicked });
export const PersonsSession = z.object({ userId: anId, sessionId: anId });

/** The list of people, whose filters its export shares; bulk acts are about the people who were ticked. */
export const peopleList = defineList({
  words: 'people',
  sorts: ['-createdAt', 'name', 'email'],
  filters: {
    /** A part of a name, an address or a phone number. */
    q: textFilter('search', 100),
    /** A role's name. */
    role: textFilter('choice', 60),
    active: yesNoFilter,
    /** A county's code, for who sees several. */
    county: folded(textFilter('choice', 20)),
    /** A department's id or code. */
    department: folded(textFilter('choice', 64)),
    confirmed: folded(yesNoFilter),
    twoFactor: folded(yesNoFilter),
    /** Whose invitation is still open. */
    invited: folded(yesNoFilter),
  },
});
export type ListUsersInput = z.output<typeof peopleList.input>;
export type PeopleFilter = Pick<ListUsersInput, keyof typeof peopleList.filters>;

/** What a form offers about people: those of the own county, or of the one that is named (a System Administrator's). */
export const PeopleOptionsOf = z.object({ county: optionalLine(20, 'errors.county.choose') });

const roleName = lineOf(60, 'errors.role.choose', 'errors.role.choose');

/** What somebody may do and where they work, when they are invited and later. Forms may send none. */
export const placeFields = {
  roles: choices({
    of: severalOf(roleName, 20, 'errors.role.tooMany'),
    faults: ['errors.role.choose', 'errors.role.tooMany'],
    label: 'people.choices.roles',
  }),
  departments: choices({
    of: severalOf(anId, 50, 'errors.department.tooMany'),
    faults: ['errors.department.tooMany'],
    label: 'people.choices.departments',
  }),
};

/** What is asked of somebody who is invited; roles and departments beside it. */
export const inviteUserFields = aboutAnother({
  /** A county's code: asked of a System Administrator, who belongs to none. */
  county: choice({
    of: optionalLine(20, 'errors.county.choose'),
    fault: 'errors.county.choose',
    label: 'accounts.fields.county',
  }),
  firstName: personFields.firstName,
  lastName: personFields.lastName,
  email: { ...personFields.email, hint: 'people.invite.emailHint' },
  /** For the invitation and the pages; the county's own when none is named. */
  locale: {
    ...personFields.locale,
    schema: z
      .enum([...languages, ''], { error: 'errors.language.choose' })
      .transform((text) => (text === '' ? undefined : text))
      .optional(),
    hint: 'people.invite.languageHint',
  },
});

const invited = schemasOf(inviteUserFields);
export const InviteUser = z
  .object({
    email,
    firstName: firstName.default(''),
    lastName: lastName.default(''),
    /** Names of roles; Citizen when none is named. */
    ...schemasOf(placeFields),
    county: invited.county,
    locale: invited.locale,
  })
  .refine(hasName, nameNeeded);
export type InviteUserInput = z.output<typeof InviteUser>;

/** What an administrator may change of a person. */
export const updateUserFields = aboutAnother({
  firstName: personFields.firstName,
  lastName: personFields.lastName,
  phoneNumber: personFields.phoneNumber,
  address: personFields.address,
  locale: { ...personFields.locale, hint: 'people.edit.languageHint' },
});

/** Each field may be left out by programs. */
export const UpdateUser = z.object({
  userId: anId,
  version: aVersion,
  firstName: firstName.optional(),
  lastName: lastName.optional(),
  phoneNumber,
  address,
  locale: locale.optional(),
});

/** The whole set, so it must be named: a program that forgets it, or misspells it, takes nothing away. */
export const SetUserRoles = z.object({
  userId: anId,
  version: aVersion,
  roles: listOf(roleName, 20, 'errors.role.tooMany'),
});
export const SetUserDepartments = z.object({
  userId: anId,
  version: aVersion,
  departments: listOf(anId, 50, 'errors.department.tooMany'),
});

/** The lesson's list: `page` and `per_page`. */
export const ListLessonUsers = z.object(pageInput);

export const UserPage = pageOf(UserBody);

/** One batch of an export of people. */
export const UserBatch = exportBatchOf(UserBody);
