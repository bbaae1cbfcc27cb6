'use server';

import { reauthenticate } from '@/lib/accounts';
import { formAction } from '@/lib/kernel/form-action';
import { ownPath, paths } from '@/lib/shared/paths';

export const reauthenticateAction = formAction(reauthenticate, {
  then: (_done, { next }) => ownPath(next) ?? paths.dashboard(),
});
