'use server';

import { signIn, signInWithPasskey } from '@/lib/accounts';
import { setSessionCookies } from '@/lib/accounts/browser/next-auth';
import { formAction } from '@/lib/adapters/form-action';
import { ownPath, paths } from '@/lib/shared/paths';

export const signInAction = formAction(signIn, {
  input: ({ email, password }) => ({ email, password }),
  afterwards: setSessionCookies,
  // Straight to the second step, never by a guarded page that leads there: Next would draw that step at the guarded
  // page's address, hand its form's action on from there, and lose the session's cookie on the way.
  then: ({ awaitsFactor }, { next }) => {
    const path = ownPath(next) ?? paths.dashboard.show();
    return awaitsFactor ? paths.signIn.secondFactor(path) : path;
  },
});

export const signInWithPasskeyAction = formAction(signInWithPasskey, {
  input: ({ answer }) => ({ answer }),
  afterwards: setSessionCookies,
  then: (_session, { next }) => ownPath(next) ?? paths.dashboard.show(),
});
