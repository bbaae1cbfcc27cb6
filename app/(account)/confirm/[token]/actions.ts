'use server';

import { confirmEmail } from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { ownPath, paths } from '@/lib/shared/paths';

export const confirmEmailAction = formAction(confirmEmail, {
  link: 'confirm',
  then: (_account, { next }) => ownPath(next) ?? paths.signIn.start(),
  flash: 'confirmed',
});
