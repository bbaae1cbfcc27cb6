'use server';

import { createServiceToken, revokeServiceToken } from '@/lib/administration';
import { formAction } from '@/lib/kernel/form-action';
import { paths } from '@/lib/shared/paths';

export const createServiceTokenAction = formAction(createServiceToken, {
  once: true,
  reveal: ({ token }) => token,
});

export const revokeServiceTokenAction = formAction(revokeServiceToken, {
  then: () => paths.serviceTokens(),
  flash: 'tokenRevoked',
});
