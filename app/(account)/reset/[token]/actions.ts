'use server';

import { resetPassword } from '@/lib/accounts';
import { forgetLink, linkToken } from '@/lib/accounts/link-cookie';
import { ResetPasswordForm } from '@/lib/accounts/schema';
import { formAction } from '@/lib/kernel/form-action';
import { paths } from '@/lib/shared/paths';

export const resetPasswordAction = formAction(resetPassword, {
  schema: ResetPasswordForm,
  input: async ({ password, passwordConfirm }) => ({
    password,
    passwordConfirm,
    token: await linkToken('reset'),
  }),
  afterwards: () => forgetLink('reset'),
  then: () => paths.login(),
  flash: 'passwordReset',
});
