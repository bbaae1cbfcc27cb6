'use server';

import { requestPasswordReset } from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const requestResetAction = formAction(requestPasswordReset, { then: paths.passwordReset.sent });
