'use server';

import { proveFactor, provePasskey } from '@/lib/accounts';
import { setSessionCookies } from '@/lib/accounts/browser/next-auth';
import { formAction } from '@/lib/adapters/form-action';
import { ownPath, paths } from '@/lib/shared/paths';

export const proveFactorAction = formAction(proveFactor, {
  input: ({ code, recoveryCode, remember }) => ({ code, recoveryCode, remember }),
  afterwards: setSessionCookies,
  then: (_session, { next }) => ownPath(next) ?? paths.dashboard.show(),
});

export const provePasskeyAction = formAction(provePasskey, {
  input: ({ answer, remember }) => ({ answer, remember }),
  afterwards: setSessionCookies,
  then: (_session, { next }) => ownPath(next) ?? paths.dashboard.show(),
});
