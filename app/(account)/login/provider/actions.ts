'use server';

import { startProviderSignIn } from '@/lib/accounts';
import { begin } from '@/lib/accounts/browser/round-trip';
import { formAction } from '@/lib/adapters/form-action';

export const signInElsewhereAction = formAction(startProviderSignIn, {
  then: ({ provider }, { next }) => begin('sign-in', provider, next),
});
