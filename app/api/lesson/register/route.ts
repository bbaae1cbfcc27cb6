import { register } from '@/lib/accounts';
import { enter } from '@/lib/accounts/next-auth';
import { lessonRoute } from '@/lib/kernel/lesson-route';

export const POST = lessonRoute(register, {
  afterwards: async ({ session }) => {
    if (session) await enter(session);
  },
});
