import { reauthenticate } from '@/lib/accounts';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(reauthenticate);
