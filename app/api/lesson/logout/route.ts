import { signOut } from '@/lib/accounts';
import { clearSessionCookie } from '@/lib/accounts/browser/next-auth';
import { lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(signOut, { afterwards: clearSessionCookie });
