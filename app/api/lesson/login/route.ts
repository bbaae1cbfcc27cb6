import { signIn } from '@/lib/accounts';
import { setSessionCookies } from '@/lib/accounts/browser/next-auth';
import { lessonDone, lessonRoute } from '@/lib/adapters/lesson-route';

export const POST = lessonRoute(signIn, {
  input: ({ body, query }) => ({ ...body, includeAuthToken: 'include_auth_token' in query }),
  afterwards: setSessionCookies,
  body: ({ awaitsFactor, authenticationToken }) =>
    lessonDone(
      awaitsFactor
        ? { tf_required: true, tf_state: 'ready', tf_method: 'authenticator' }
        : { user: authenticationToken ? { authentication_token: authenticationToken } : {} },
    ),
});
