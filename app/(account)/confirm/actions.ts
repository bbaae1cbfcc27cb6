'use server';

import { requestConfirmation } from '@/lib/accounts';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const requestConfirmationAction = formAction(requestConfirmation, { then: paths.confirmation.sent });
