'use server';

import { cancelOwnReset } from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const cancelOwnResetAction = formAction(cancelOwnReset, { then: () => paths.profile.password() });
