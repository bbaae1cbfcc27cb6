import { proveFactor } from '@/lib/accounts';
import { enter } from '@/lib/accounts/next-auth';
import { lessonDone, lessonRoute } from '@/lib/kernel/lesson-route';

export const POST = lessonRoute(proveFactor, {
  input: ({ body, query }) => ({ ...body, includeAuthToken: 'include_auth_token' in query }),
  afterwards: enter,
  body: ({ authenticationToken }) =>
    lessonDone({ user: authenticationToken ? { authentication_token: authenticationToken } : {} }),
});
