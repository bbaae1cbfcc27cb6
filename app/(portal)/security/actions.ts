'use server';

import { endOtherSessions, endSession } from '@/lib/accounts';
import { clearSessionCookie } from '@/lib/accounts/browser/next-auth';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const endSessionAction = formAction(endSession, {
  afterwards: async ({ wasCurrent }) => {
    if (wasCurrent) await clearSessionCookie();
  },
  then: () => paths.security.show(),
  flash: 'sessionEnded',
});

export const endOtherSessionsAction = formAction(endOtherSessions, {
  then: () => paths.security.show(),
  flash: 'sessionsEnded',
});
