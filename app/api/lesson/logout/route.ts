import { signOut } from '@/lib/accounts';
import { leave } from '@/lib/accounts/browser/next-auth';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(signOut, { afterwards: leave });
