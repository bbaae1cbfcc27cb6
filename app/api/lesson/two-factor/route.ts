import { proveFactor } from '@/lib/accounts';
import { setSessionCookies } from '@/lib/accounts/browser/next-auth';
import { lessonDone, lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(proveFactor, {
  input: ({ body, query }) => ({ ...body, includeAuthToken: 'include_auth_token' in query }),
  afterwards: setSessionCookies,
  body: ({ authenticationToken }) =>
    lessonDone({ user: authenticationToken ? { authentication_token: authenticationToken } : {} }),
});
