'use server';

import { finishAccountReset } from '@/lib/accounts';
import { FinishResetForm } from '@/lib/accounts/schema';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const finishAccountResetAction = formAction(finishAccountReset, {
  schema: FinishResetForm,
  link: 'account-reset',
  then: () => paths.signIn.start(),
  flash: 'accountResetDone',
});
