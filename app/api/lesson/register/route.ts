import { register } from '@/lib/accounts';
import { keepRegistration, setSessionCookies } from '@/lib/accounts/browser/next-auth';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(register, {
  afterwards: async ({ session, browser }) => {
    if (browser) await keepRegistration(browser);
    if (session) await setSessionCookies(session);
  },
});
