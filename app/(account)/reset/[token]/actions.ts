'use server';

import { resetPassword } from '@/lib/accounts';
import { forgetLink, linkToken } from '@/lib/accounts/browser/link-cookie';
import { keepDevice } from '@/lib/accounts/browser/next-auth';
import { ResetPasswordForm } from '@/lib/accounts/schema';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const resetPasswordAction = formAction(resetPassword, {
  schema: ResetPasswordForm,
  input: async ({ password, passwordConfirm }) => ({
    password,
    passwordConfirm,
    token: await linkToken('reset'),
  }),
  afterwards: async ({ deviceCookie }) => {
    await forgetLink('reset');
    await keepDevice(deviceCookie);
  },
  then: () => paths.signIn.start(),
  flash: 'passwordReset',
});
