'use server';

import { requestEmailChange } from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const changeEmailAction = formAction(requestEmailChange, {
  then: () => paths.profile.show(),
  flash: 'emailChangeSent',
});
