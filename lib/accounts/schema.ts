import { z } from 'zod';
import { normaliseEmailAddress } from '@/lib/shared/email-address';
import { languages } from '@/lib/shared/languages';
import { lineOf, optionalLine } from '@/lib/shared/text';

/** The forms of accounts: one schema each, for page, action, JSON and OpenAPI. Messages are keys of `messages/`. */

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

/** A password as typed. What makes a good one is the server's rule (passwords/policy.ts); here it must only be there. */
const typedPassword = (missing: string) => z.string({ error: missing }).min(1, missing);

const matches = (a: string, b: string) => (value: Record<string, unknown>) =>
  value[b] === undefined || value[a] === value[b];

/** Said beside whatever else is wrong, not only when all else is right; but not of a password that is missing. */
const whenBothAreThere =
  (a: string, b: string) =>
  ({ value, issues }: z.core.ParsePayload): boolean =>
    typeof value === 'object' &&
    value !== null &&
    issues.every(({ path }) => path?.[0] !== undefined && path[0] !== a && path[0] !== b);

const firstName = optionalLine(100, 'errors.firstName.tooLong');
const lastName = optionalLine(100, 'errors.lastName.tooLong');
const phoneNumber = z
  .string({ error: 'errors.phoneNumber.format' })
  .transform((text) => text.replace(/\s+/gu, ' ').trim())
  .refine(
    (text) =>
      text === '' ||
      (/^[+]?[\d\s().-]{5,30}(\s?(x|ext\.?)\s?\d{1,6})?$/i.test(text) &&
        /\d{5}/.test(text.replace(/\D/g, ''))),
    'errors.phoneNumber.format',
  )
  .optional();

const registerFields = {
  email: emailAddress,
  password: typedPassword('errors.password.enter'),
  passwordConfirm: z.string({ error: 'errors.password.enterAgain' }).optional(),
  firstName,
  lastName,
  phoneNumber,
  county: z
    .string({ error: 'errors.county.choose' })
    .trim()
    .regex(/^[\w-]{0,20}$/, 'errors.county.choose')
    .optional(),
};

const samePassword = {
  error: 'errors.password.different',
  path: ['passwordConfirm'],
  when: whenBothAreThere('password', 'passwordConfirm'),
};

export const Register = z.object(registerFields).refine(matches('password', 'passwordConfirm'), samePassword);

/** The page asks for names and for the password twice; programs may leave them out, as in the lesson. */
export const RegisterForm = z
  .object({
    ...registerFields,
    firstName: lineOf(100, 'errors.firstName.enter', 'errors.firstName.tooLong'),
    lastName: lineOf(100, 'errors.lastName.enter', 'errors.lastName.tooLong'),
    county: z.string({ error: 'errors.county.choose' }).regex(/^[\w-]{1,20}$/, 'errors.county.choose'),
    passwordConfirm: typedPassword('errors.password.enterAgain'),
  })
  .refine(matches('password', 'passwordConfirm'), samePassword);

export const SignIn = z.object({
  email: emailAddress,
  password: typedPassword('errors.password.enter'),
  includeAuthToken: z.boolean().default(false),
});

export const AddressOnly = z.object({ email: emailAddress });

const newPasswordTwice = {
  password: typedPassword('errors.password.enterNew'),
  passwordConfirm: z.string({ error: 'errors.password.enterAgain' }).optional(),
};

/** A mailed link's token; anything of the wrong form is a link that cannot be used. */
const linkToken = z.string({ error: 'errors.link.unusable' }).regex(/^[\w-]{43}$/, 'errors.link.unusable');

export const ResetPassword = z
  .object({ token: linkToken, ...newPasswordTwice })
  .refine(matches('password', 'passwordConfirm'), samePassword);

/** The page asks twice. */
export const ResetPasswordForm = z
  .object({
    password: typedPassword('errors.password.enterNew'),
    passwordConfirm: typedPassword('errors.password.enterAgain'),
  })
  .refine(matches('password', 'passwordConfirm'), samePassword);

export const UseLink = z.object({ token: linkToken });

export const ChangePassword = z
  .object({
    password: typedPassword('errors.password.enterCurrent'),
    newPassword: typedPassword('errors.password.enterNew'),
    newPasswordConfirm: typedPassword('errors.password.enterAgain'),
  })
  .refine(matches('newPassword', 'newPasswordConfirm'), {
    error: 'errors.password.different',
    path: ['newPasswordConfirm'],
    when: whenBothAreThere('newPassword', 'newPasswordConfirm'),
  });

export const Reauthenticate = z.object({ password: typedPassword('errors.password.enter') });

/** The most that the column of a version holds (PostgreSQL's integer). */
const MAX_VERSION = 2 ** 31 - 1;
const version = z.coerce.number({ error: 'errors.form.wrongType' }).int().positive().max(MAX_VERSION);

export const UpdateProfile = z.object({
  version,
  firstName: lineOf(100, 'errors.firstName.enter', 'errors.firstName.tooLong'),
  lastName: lineOf(100, 'errors.lastName.enter', 'errors.lastName.tooLong'),
  phoneNumber,
  address: optionalLine(300, 'errors.address.tooLong'),
  locale: z.enum(languages, { error: 'errors.language.choose' }),
});

/** PATCH /me: the same fields, each one optional. */
export const PatchProfile = UpdateProfile.partial().required({ version: true });

export const ChangeEmail = z.object({ email: emailAddress });

export const SessionId = z.object({
  sessionId: z.string({ error: 'errors.form.wrongType' }).regex(/^[\w-]{1,64}$/, 'errors.form.wrongType'),
});

export const SetLanguage = z.object({ language: z.enum(languages, { error: 'errors.language.choose' }) });

export const Nothing = z.object({});
