import { reauthenticate } from '@/lib/accounts';
import { lessonRoute } from '@/lib/kernel/lesson-route';

export const POST = lessonRoute(reauthenticate);
