import { resetPassword } from '@/lib/accounts';
import { lessonRoute } from '@/lib/kernel/lesson-route';

export const POST = lessonRoute(resetPassword, {
  input: ({ params, body }) => ({ ...body, token: params.token }),
});
