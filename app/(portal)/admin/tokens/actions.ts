'use server';

import { formAction } from '@/lib/adapters/form-action';
import { createServiceToken, revokeServiceToken } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';

export const createServiceTokenAction = formAction(createServiceToken, {
  once: true,
  reveal: ({ token }) => token,
});

export const revokeServiceTokenAction = formAction(revokeServiceToken, {
  then: () => paths.serviceTokens.list(),
  flash: 'tokenRevoked',
});
