'use server';

import { askAccountReset } from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const askAccountResetAction = formAction(askAccountReset, {
  input: () => ({}),
  then: () => paths.accountReset.ask(),
  flash: 'accountResetAsked',
});
