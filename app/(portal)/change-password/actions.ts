'use server';

import { changePassword } from '@/lib/accounts';
import { setSessionCookies } from '@/lib/accounts/browser/next-auth';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const changePasswordAction = formAction(changePassword, {
  afterwards: async ({ session }) => {
    if (session) await setSessionCookies(session);
  },
  then: () => paths.security.show(),
  flash: 'passwordChanged',
});
