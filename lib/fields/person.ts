import { z } from 'zod';
import { languages } from '@/lib/shared/languages';
import type { MessageKey } from '@/messages/keys';
import { choice } from './choice';
import { email } from './email';
import { lineOrNone } from './line';
import { name } from './name';
import { phone } from './phone';

const first = { max: 100, tooLong: 'errors.firstName.tooLong', label: 'accounts.fields.firstName' } as const;
const last = { max: 100, tooLong: 'errors.lastName.tooLong', label: 'accounts.fields.lastName' } as const;

/** What is not there is `null` in answers, and programs send back what they were answered: none, as an empty line is. */
const orNull = (piece: z.ZodType<string | undefined>) =>
  piece
    .nullable()
    .transform((value) => (value === null ? '' : value))
    .optional();

const phoneNumber = phone({ label: 'accounts.fields.phoneNumber', autoComplete: 'tel', width: 'medium' });
const address = lineOrNone({
  max: 300,
  tooLong: 'errors.address.tooLong',
  label: 'accounts.fields.address',
  autoComplete: 'street-address',
});

/** What the portal asks of a person, wherever it is typed: at registration, in the profile, by an administrator, in a file. */
export const personFields = {
  firstName: name({ ...first, autoComplete: 'given-name' }),
  lastName: name({ ...last, autoComplete: 'family-name' }),
  email: email({ label: 'accounts.fields.email', autoComplete: 'email' }),
  phoneNumber: { ...phoneNumber, schema: orNull(phoneNumber.schema) },
  address: { ...address, schema: orNull(address.schema) },
  locale: choice({
    of: z.enum(languages, { error: 'errors.language.choose' }),
    fault: 'errors.language.choose',
    label: 'accounts.fields.language',
    width: 'medium',
    unseenAlone: true,
  }),
};

const { firstName, lastName } = personFields;

/** The names where they may be left out: in what a program or a provider of sign-ins tells. */
export const namesIfAny = {
  firstName: { ...firstName, schema: firstName.schema.optional() },
  lastName: { ...lastName, schema: lastName.schema.optional() },
};

type Names = { firstName?: string | undefined; lastName?: string | undefined };

/** Whether there is a name: one is enough, in either field, as many people have but one. */
export const hasName = (person: Names) => Boolean(person.firstName || person.lastName);

/** The same as a rule of a schema, `refine(hasName, nameNeeded)`: said beside whatever else is wrong. */
export const nameNeeded = {
  error: 'errors.name.enter' satisfies MessageKey,
  path: ['firstName'],
  when: ({ value, issues }: z.core.ParsePayload) =>
    typeof value === 'object' &&
    value !== null &&
    issues.every(({ path }) => path?.[0] !== 'firstName' && path?.[0] !== 'lastName'),
};
