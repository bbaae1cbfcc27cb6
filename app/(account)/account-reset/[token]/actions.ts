'use server';

import { finishAccountReset } from '@/lib/accounts';
import { forgetLink, linkToken } from '@/lib/accounts/browser/link-cookie';
import { FinishResetForm } from '@/lib/accounts/schema';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const finishAccountResetAction = formAction(finishAccountReset, {
  schema: FinishResetForm,
  input: async ({ password }) => ({ password, token: await linkToken('account-reset') }),
  afterwards: () => forgetLink('account-reset'),
  then: () => paths.signIn.start(),
  flash: 'accountResetDone',
});
