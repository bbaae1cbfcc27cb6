'use server';

import { reauthenticate, reauthenticateWithPasskey } from '@/lib/accounts';
import { formAction } from '@/lib/kernel/form-action';
import { ownPath, paths } from '@/lib/shared/paths';

export const reauthenticateAction = formAction(reauthenticate, {
  then: (_done, { next }) => ownPath(next) ?? paths.dashboard(),
});

export const reauthenticateWithPasskeyAction = formAction(reauthenticateWithPasskey, {
  input: ({ answer }) => ({ answer }),
  then: (_done, { next }) => ownPath(next) ?? paths.dashboard(),
});
