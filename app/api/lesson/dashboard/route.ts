import { getCurrentUser } from '@/lib/accounts';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const GET = lessonRoute(getCurrentUser, {
  body: (user) => ({
    message: `Welcome to your dashboard, ${user.email}!`,
    user_id: user.id,
    user_roles: user.roles,
    status: 'success',
  }),
});
