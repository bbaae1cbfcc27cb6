import { z } from 'zod';
import { normaliseEmailAddress } from './email-address';
import { languages } from './languages';
import { lineOf, optionalLine } from './text';

/** The fields of a person, wherever they are typed: at registration, in the profile, by an administrator, in a file. */

/** An e-mail address in its one stored form. */
export const emailAddress = z
  .string({ error: 'errors.email.enter' })
  .refine((text) => text.trim() !== '', 'errors.email.enter')
  .transform((text, context) => {
    const address = normaliseEmailAddress(text);
    if (address) return address;
    context.addIssue({ code: 'custom', message: 'errors.email.format' });
    return z.NEVER;
  });

export const firstName = lineOf(100, 'errors.firstName.enter', 'errors.firstName.tooLong');
export const lastName = lineOf(100, 'errors.lastName.enter', 'errors.lastName.tooLong');
export const optionalFirstName = optionalLine(100, 'errors.firstName.tooLong');
export const optionalLastName = optionalLine(100, 'errors.lastName.tooLong');

/** What is not there is `null` in answers, and programs send back what they were answered: none, as an empty line is. */
const orNull = (field: z.ZodType<string | undefined>) =>
  field.nullable().transform((value) => (value === null ? '' : value));

export const address = orNull(optionalLine(300, 'errors.address.tooLong')).optional();
export const locale = z.enum(languages, { error: 'errors.language.choose' });

export const phoneNumber = orNull(
  z
    .string({ error: 'errors.phoneNumber.format' })
    .transform((text) => text.replace(/\s+/gu, ' ').trim())
    .refine(
      (text) =>
        text === '' ||
        (/^[+]?[\d\s().-]{5,30}(\s?(x|ext\.?)\s?\d{1,6})?$/i.test(text) &&
          /\d{5}/.test(text.replace(/\D/g, ''))),
      'errors.phoneNumber.format',
    )
    .optional(),
).optional();
