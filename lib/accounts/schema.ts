import { z } from 'zod';
import { secret } from '@/lib/fields/secret';
import { listInput } from '@/lib/shared/paging';
import {
  address,
  emailAddress,
  firstName,
  lastName,
  locale,
  optionalFirstName,
  optionalLastName,
  phoneNumber,
} from '@/lib/shared/person-fields';
import { anId, aVersion, optionalLine } from '@/lib/shared/text';
import { appCode } from './factors/schema';

/** The forms of accounts: one schema each, for page, action, JSON and OpenAPI. Messages are keys of `messages/`. */

/** A password as typed. What makes a good one is the server's rule (passwords/policy.ts); here it must only be there. */
const typedPassword = (missing: string) => secret(z.string({ error: missing }).min(1, missing));
/** The same password once more; programs may leave it out. */
const typedAgain = secret(z.string({ error: 'errors.password.enterAgain' })).optional();

const matches = (a: string, b: string) => (value: Record<string, unknown>) =>
  value[b] === undefined || value[a] === value[b];

/** Said beside whatever else is wrong, not only when all else is right; but not of a password that is missing. */
const whenBothAreThere =
  (a: string, b: string) =>
  ({ value, issues }: z.core.ParsePayload): boolean =>
    typeof value === 'object' &&
    value !== null &&
    issues.every(({ path }) => path?.[0] !== undefined && path[0] !== a && path[0] !== b);

const registerFields = {
  email: emailAddress,
  password: typedPassword('errors.password.enter'),
  passwordConfirm: typedAgain,
  firstName: optionalFirstName,
  lastName: optionalLastName,
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
    firstName,
    lastName,
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
  passwordConfirm: typedAgain,
};

/** A mailed link's token; anything of the wrong form is a link that cannot be used. */
const linkToken = secret(
  z.string({ error: 'errors.link.unusable' }).regex(/^[\w-]{43}$/, 'errors.link.unusable'),
);

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

const typedBeside = optionalLine(1000, 'errors.form.characters');

/** A password that somebody thinks of, and what they have typed beside it, as far as they have. */
export const AdvisePassword = z.object({
  password: typedPassword('errors.password.enterNew').max(10_000, 'errors.password.max128'),
  /** A code that is none names no county, and the rule is the portal's. */
  county: z
    .string()
    .regex(/^[\w-]{0,20}$/)
    .optional()
    .catch(undefined),
  email: typedBeside,
  firstName: typedBeside,
  lastName: typedBeside,
});

export const UseLink = z.object({ token: linkToken });

/** The end of an account reset: its link, and the password. */
export const FinishReset = z.object({ token: linkToken, password: typedPassword('errors.password.enter') });
export const FinishResetForm = FinishReset.pick({ password: true });

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

/** By the password, or by a code of the authenticator app. */
export const Reauthenticate = z
  .object({ password: typedPassword('errors.password.enter').optional(), code: appCode.optional() })
  .refine(({ password, code }) => password !== undefined || code !== undefined, {
    error: 'errors.password.enter',
    path: ['password'],
  });

export const UpdateProfile = z.object({
  version: aVersion,
  firstName,
  lastName,
  phoneNumber,
  address,
  locale,
});

/** PATCH /me: the same fields, each one optional. */
export const PatchProfile = UpdateProfile.partial().required({ version: true });

export const ChangeEmail = z.object({ email: emailAddress });

export const ListSessions = z.object(listInput(['-lastSeenAt']));

export const SessionId = z.object({
  sessionId: anId,
});

export const SetLanguage = z.object({ language: locale });
