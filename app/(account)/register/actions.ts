'use server';

import { register } from '@/lib/accounts';
import { keepRegistration, setSessionCookies } from '@/lib/accounts/browser/next-auth';
import { RegisterForm } from '@/lib/accounts/schema';
import { formAction, setFlash } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const registerAction = formAction(register, {
  schema: RegisterForm,
  afterwards: async ({ session, browser }) => {
    if (browser) await keepRegistration(browser);
    if (!session) return;
    await setSessionCookies(session);
    await setFlash('registered');
  },
  then: ({ session }) => (session ? paths.dashboard.show() : paths.registration.sent()),
});
