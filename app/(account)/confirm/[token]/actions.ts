'use server';

import { confirmEmail } from '@/lib/accounts';
import { forgetLink, linkToken } from '@/lib/accounts/browser/link-cookie';
import { formAction } from '@/lib/adapters/form-action';
import { ownPath, paths } from '@/lib/shared/paths';

export const confirmEmailAction = formAction(confirmEmail, {
  input: async ({ password }) => ({ password, token: await linkToken('confirm') }),
  afterwards: () => forgetLink('confirm'),
  then: (_account, { next }) => ownPath(next) ?? paths.signIn.start(),
  flash: 'confirmed',
});
