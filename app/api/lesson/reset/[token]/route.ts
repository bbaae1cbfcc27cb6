import { resetPassword } from '@/lib/accounts';
import { keepDevice } from '@/lib/accounts/browser/next-auth';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(resetPassword, {
  input: ({ params, body }) => ({ ...body, token: params.token }),
  afterwards: ({ deviceCookie }) => keepDevice(deviceCookie),
});
