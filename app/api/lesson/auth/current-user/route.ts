import { getCurrentUser } from '@/lib/accounts';
import { lessonRoute } from '@/lib/kernel/lesson-route';

export const GET = lessonRoute(getCurrentUser, { body: (user) => ({ user, status: 'success' }) });
