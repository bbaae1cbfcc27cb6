import { requestPasswordReset } from '@/lib/accounts';
import { lessonRoute } from '@/lib/kernel/lesson-route';

export const POST = lessonRoute(requestPasswordReset);
