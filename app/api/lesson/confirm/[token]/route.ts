import { confirmEmail } from '@/lib/accounts';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(confirmEmail, {
  input: ({ params, body }) => ({ ...body, token: params.token }),
});
