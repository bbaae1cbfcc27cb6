'use server';

import { createToken, revokeToken } from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const createTokenAction = formAction(createToken, { once: true, reveal: ({ token }) => token });

export const revokeTokenAction = formAction(revokeToken, {
  then: () => paths.tokens.list(),
  flash: 'tokenRevoked',
});
