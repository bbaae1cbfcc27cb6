'use server';

import { cancelAccountReset } from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const cancelAccountResetAction = formAction(cancelAccountReset, {
  link: 'cancel-reset',
  then: () => paths.passwordReset.ask(),
  flash: 'accountResetCancelled',
});
