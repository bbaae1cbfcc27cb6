'use server';

import { cancelAccountReset } from '@/lib/accounts';
import { forgetLink, linkToken } from '@/lib/accounts/browser/link-cookie';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const cancelAccountResetAction = formAction(cancelAccountReset, {
  input: async () => ({ token: await linkToken('cancel-reset') }),
  afterwards: () => forgetLink('cancel-reset'),
  then: () => paths.passwordReset.ask(),
  flash: 'accountResetCancelled',
});
