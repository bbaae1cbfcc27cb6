import { confirmEmail } from '@/lib/accounts';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(confirmEmail, { input: ({ params }) => ({ token: params.token }) });
