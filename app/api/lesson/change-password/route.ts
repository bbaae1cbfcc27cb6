import { changePassword } from '@/lib/accounts';
import { setSessionCookies } from '@/lib/accounts/browser/next-auth';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(changePassword, {
  afterwards: async ({ session }) => {
    if (session) await setSessionCookies(session);
  },
});
