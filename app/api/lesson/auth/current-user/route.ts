import { getCurrentUser } from '@/lib/accounts';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const GET = lessonRoute(getCurrentUser, { body: (user) => ({ user, status: 'success' }) });
