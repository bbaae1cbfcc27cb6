import 'server-only';
import { attemptOf } from '@/lib/identity';
import { done, fail, type PortalRequest } from '@/lib/kernel';

/** The sign-in that a first step began in this browser and that waits for its second; without one it begins anew. */
export async function attemptIn({ request, now }: { request: PortalRequest; now: Date }) {
  const attempt = await attemptOf(request.cookies.attempt, now);
  return attempt ? done(attempt) : startAgain();
}

/** There is no attempt (any more): back to the first step. */
export const startAgain = () => fail('unauthenticated', 'errors.twoFactor.startAgain');
