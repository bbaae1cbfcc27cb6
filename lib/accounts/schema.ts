import { z } from 'zod';
import {
  choice,
  type Field,
  type Fields,
  hasName,
  nameNeeded,
  namesIfAny,
  password,
  personFields,
  schemasOf,
  secret,
} from '@/lib/fields';
import { listInput } from '@/lib/shared/paging';
import { anId, aVersion, optionalLine } from '@/lib/shared/text';
import { factorFields } from './factors/schema';

/** The forms of accounts: one schema each, for page, action, JSON and OpenAPI. Messages are keys of `messages/`. */

/** The password that somebody has. */
const ownPassword = password({
  missing: 'errors.password.enter',
  label: 'accounts.fields.password',
  autoComplete: 'current-password',
});

/** A password that somebody chooses. */
const chosenPassword = password({
  missing: 'errors.password.enterNew',
  label: 'accounts.fields.newPassword',
  autoComplete: 'new-password',
});

/** The same once more. */
const again = password({
  missing: 'errors.password.enterAgain',
  label: 'accounts.fields.newPasswordConfirm',
  autoComplete: 'new-password',
});
const chosenAgain = { ...again, faults: [...again.faults, 'errors.password.different'] } satisfies Field;

const matches = (a: string, b: string) => (value: Record<string, unknown>) =>
  value[b] === undefined || value[a] === value[b];

/** Said beside whatever else is wrong, not only when all else is right; but not of a password that is missing. */
const whenBothAreThere =
  (a: string, b: string) =>
  ({ value, issues }: z.core.ParsePayload): boolean =>
    typeof value === 'object' &&
    value !== null &&
    issues.every(({ path }) => path?.[0] !== undefined && path[0] !== a && path[0] !== b);

const { email, phoneNumber, locale } = schemasOf(personFields);

/** What programs send: a password once, names or not, as in the lesson. */
const registration = {
  email,
  password: ownPassword.schema,
  passwordConfirm: secret(z.string({ error: 'errors.password.enterAgain' })).optional(),
  ...schemasOf(namesIfAny),
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

export const Register = z.object(registration).refine(matches('password', 'passwordConfirm'), samePassword);

/** What the page asks of a new person; it asks for names, and for the password twice. */
export const registerFields = {
  firstName: personFields.firstName,
  lastName: personFields.lastName,
  email: { ...personFields.email, hint: 'accounts.hints.email', autoComplete: 'username' },
  phoneNumber: { ...personFields.phoneNumber, hint: 'accounts.hints.phone' },
  county: choice({
    of: z.string({ error: 'errors.county.choose' }).regex(/^[\w-]{1,20}$/, 'errors.county.choose'),
    fault: 'errors.county.choose',
    label: 'accounts.fields.county',
  }),
  password: { ...ownPassword, autoComplete: 'new-password' },
  passwordConfirm: { ...chosenAgain, label: 'accounts.fields.passwordConfirm' },
} satisfies Fields;

export const RegisterForm = z
  .object(schemasOf(registerFields))
  .refine(hasName, nameNeeded)
  .refine(matches('password', 'passwordConfirm'), samePassword);

export const signInFields = {
  email: { ...personFields.email, autoComplete: 'username webauthn' },
  password: ownPassword,
};

export const SignIn = z.object({ ...schemasOf(signInFields), includeAuthToken: z.boolean().default(false) });

/** The address of an account, to which a link is sent. */
export const addressFields = { email: { ...personFields.email, autoComplete: 'username' } };

export const AddressOnly = z.object(schemasOf(addressFields));

/** A mailed link's token; anything of the wrong form is a link that cannot be used. */
const linkToken = secret(
  z.string({ error: 'errors.link.unusable' }).regex(/^[\w-]{43}$/, 'errors.link.unusable'),
);

/** Programs may leave the second one out. */
export const ResetPassword = z
  .object({
    token: linkToken,
    password: chosenPassword.schema,
    passwordConfirm: registration.passwordConfirm,
  })
  .refine(matches('password', 'passwordConfirm'), samePassword);

/** The page asks twice. */
export const resetPasswordFields = { password: chosenPassword, passwordConfirm: chosenAgain };

export const ResetPasswordForm = z
  .object(schemasOf(resetPasswordFields))
  .refine(matches('password', 'passwordConfirm'), samePassword);

const typedBeside = optionalLine(1000, 'errors.form.characters');

/** A password that somebody thinks of, and what they have typed beside it, as far as they have. */
export const AdvisePassword = z.object({
  password: chosenPassword.schema.max(10_000, 'errors.password.max128'),
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

/** Confirming an address where another browser registered: with the password that was chosen there. */
export const confirmFields = { password: ownPassword };
export const ConfirmEmail = z.object({ token: linkToken, password: ownPassword.schema.optional() });

/** The end of an account reset: its link, and the password. */
export const finishResetFields = { password: ownPassword };
export const FinishResetForm = z.object(schemasOf(finishResetFields));
export const FinishReset = z.object({ token: linkToken, ...schemasOf(finishResetFields) });

export const changePasswordFields = {
  password: password({
    missing: 'errors.password.enterCurrent',
    label: 'accounts.fields.currentPassword',
    autoComplete: 'current-password',
  }),
  newPassword: chosenPassword,
  newPasswordConfirm: chosenAgain,
};

export const ChangePassword = z
  .object(schemasOf(changePasswordFields))
  .refine(matches('newPassword', 'newPasswordConfirm'), {
    error: 'errors.password.different',
    path: ['newPasswordConfirm'],
    when: whenBothAreThere('newPassword', 'newPasswordConfirm'),
  });

/** What proves who is at the keyboard: the password, or a code of the authenticator app. */
export const reauthenticateFields = {
  password: { password: ownPassword },
  code: factorFields.app,
};
export const Reauthenticate = z
  .object({
    password: ownPassword.schema.optional(),
    code: factorFields.app.code.schema.optional(),
  })
  .refine(({ password, code }) => password !== undefined || code !== undefined, {
    error: 'errors.password.enter',
    path: ['password'],
  });

/** What people may change of themselves; the address has a page of its own. */
export const profileFields = {
  firstName: personFields.firstName,
  lastName: personFields.lastName,
  phoneNumber: { ...personFields.phoneNumber, hint: 'accounts.hints.phone' },
  address: personFields.address,
  locale: { ...personFields.locale, hint: 'accounts.hints.language' },
} satisfies Fields;

const profile = z.object({ version: aVersion, ...schemasOf(profileFields) });

export const UpdateProfile = profile.refine(hasName, nameNeeded);

/** PATCH /me: the same fields, each one optional. */
export const PatchProfile = profile.partial().required({ version: true });

export const changeEmailFields = {
  email: { ...personFields.email, label: 'accounts.fields.newEmail' },
} satisfies Fields;

export const ChangeEmail = z.object(schemasOf(changeEmailFields));

export const ListSessions = z.object(listInput(['-lastSeenAt']));

export const SessionId = z.object({
  sessionId: anId,
});

export const SetLanguage = z.object({ language: locale });
