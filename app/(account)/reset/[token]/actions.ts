'use server';

import { resetPassword } from '@/lib/accounts';
import { keepDevice } from '@/lib/accounts/browser/next-auth';
import { ResetPasswordForm } from '@/lib/accounts/schema';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const resetPasswordAction = formAction(resetPassword, {
  schema: ResetPasswordForm,
  link: 'reset',
  afterwards: ({ deviceCookie }) => keepDevice(deviceCookie),
  then: () => paths.signIn.start(),
  flash: 'passwordReset',
});
