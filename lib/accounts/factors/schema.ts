import { z } from 'zod';
import { type Fields, schemasOf, secret } from '@/lib/fields';
import { anId, isTicked, lineOf } from '@/lib/shared/text';

/** Six digits, as apps show them: with a space in the middle, or not. */
const appCode = secret(
  z
    .string({ error: 'errors.twoFactor.enterCode' })
    .max(100, 'errors.twoFactor.sixDigits')
    .transform((text) => text.replace(/\s/g, ''))
    .refine((text) => text !== '', 'errors.twoFactor.enterCode')
    .refine((text) => text === '' || /^\d{6}$/.test(text), 'errors.twoFactor.sixDigits'),
);

const recoveryCode = secret(
  lineOf(100, 'errors.twoFactor.enterRecoveryCode', 'errors.twoFactor.recoveryCodeForm'),
);

/** A factor that is typed: a code of the app, or one of the recovery codes. */
export type GivenCode = { code?: string | undefined; recoveryCode?: string | undefined };

/** The second step of a sign-in. */
export const ProveFactor = z
  .object({
    code: appCode.optional(),
    recoveryCode: recoveryCode.optional(),
    remember: isTicked,
    includeAuthToken: z.boolean().default(false),
  })
  .refine(({ code, recoveryCode }) => code !== undefined || recoveryCode !== undefined, {
    error: 'errors.twoFactor.enterCode',
    path: ['code'],
  });

const asked = {
  kind: 'one-time-code',
  schema: appCode,
  faults: ['errors.twoFactor.enterCode', 'errors.twoFactor.sixDigits'],
  autoComplete: 'one-time-code',
  width: 'short',
} as const;

/** What each factor that is typed asks for. */
export const factorFields = {
  app: { code: { ...asked, label: 'twoFactor.signIn.app.label', hint: 'twoFactor.signIn.app.hint' } },
  recovery: {
    recoveryCode: {
      kind: 'code',
      schema: recoveryCode,
      faults: [
        'errors.twoFactor.enterRecoveryCode',
        'errors.twoFactor.recoveryCodeForm',
        'errors.form.characters',
      ],
      label: 'twoFactor.signIn.recovery.label',
      hint: 'twoFactor.signIn.recovery.hint',
      autoComplete: 'off',
      width: 'medium',
    },
  },
} satisfies Record<string, Fields>;

export const ProveApp = z.object({ ...schemasOf(factorFields.app), remember: isTicked });
export const ProveRecoveryCode = z.object(schemasOf(factorFields.recovery));

/** Confirming an app that is being set up. */
export const confirmAppFields = {
  code: { ...asked, label: 'twoFactor.setUp.code', hint: 'twoFactor.setUp.codeHint' },
} satisfies Fields;
export const ConfirmApp = z.object({ ...schemasOf(confirmAppFields), keepOthers: isTicked });

export const DeviceOnly = z.object({ deviceId: anId });

/** docs/contract.md, section 5. */
export const TwoFactorBody = z
  .object({ enabled: z.boolean(), recoveryCodesLeft: z.int(), passkeys: z.int() })
  .meta({ id: 'TwoFactor' });
export const AppBody = z
  .object({ secret: z.string(), otpauthUrl: z.string() })
  .meta({ id: 'AuthenticatorApp' });
export const CodesBody = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
