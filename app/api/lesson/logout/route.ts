import { signOut } from '@/lib/accounts';
import { leave } from '@/lib/accounts/next-auth';
import { lessonRoute } from '@/lib/kernel/lesson-route';

export const POST = lessonRoute(signOut, { afterwards: leave });
