'use server';

import { secureAccount } from '@/lib/accounts';
import { forgetLink, linkToken } from '@/lib/accounts/browser/link-cookie';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const secureAccountAction = formAction(secureAccount, {
  input: async () => ({ token: await linkToken('not-me') }),
  afterwards: () => forgetLink('not-me'),
  then: ({ isMailed }) => paths.notMe.done(isMailed),
});
