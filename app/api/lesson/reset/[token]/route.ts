import { resetPassword } from '@/lib/accounts';
import { keepDevice } from '@/lib/accounts/next-auth';
import { lessonRoute } from '@/lib/kernel/lesson-route';

export const POST = lessonRoute(resetPassword, {
  input: ({ params, body }) => ({ ...body, token: params.token }),
  afterwards: ({ deviceCookie }) => keepDevice(deviceCookie),
});
