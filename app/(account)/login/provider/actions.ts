'use server';

import { startProviderSignIn } from '@/lib/accounts';
import { begin } from '@/lib/accounts/providers/round-trip';
import { formAction } from '@/lib/kernel/form-action';

export const signInElsewhereAction = formAction(startProviderSignIn, {
  then: ({ provider }, { next }) => begin('sign-in', provider, next),
});
