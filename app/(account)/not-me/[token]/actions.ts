'use server';

import { secureAccount } from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const secureAccountAction = formAction(secureAccount, {
  link: 'not-me',
  then: ({ isMailed }) => paths.notMe.done(isMailed),
});
