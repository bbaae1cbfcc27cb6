import { changePassword } from '@/lib/accounts';
import { enter } from '@/lib/accounts/browser/next-auth';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(changePassword, {
  afterwards: async ({ session }) => {
    if (session) await enter(session);
  },
});
