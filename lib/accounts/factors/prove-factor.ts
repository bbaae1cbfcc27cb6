import 'server-only';
import { done, fail, failFields, useCase, wallOf } from '@/lib/kernel';
import { costlyPage } from '../limits';
import { loginToken } from '../sign-in/login-token';
import { attemptIn, startAgain } from './attempt-in';
import { completeAttempt, isStillOpen } from './complete-attempt';
import { holdPerson, proveCode, tellOfWrongCodes } from './factors';
import { ProveFactor } from './schema';

/**
 * The second step of a sign-in: a code of the app, or a recovery code, completes the attempt that the password began in
 * this browser. The fifth wrong code ends the attempt. A right one opens a session under an id of its own.
 */
export const proveFactor = useCase({
  name: 'accounts.proveFactor',
  input: ProveFactor,
  access: 'public',
  limits: (_input, request) => [...costlyPage(request)],
  prepare: attemptIn,
  county: ({ person }) => wallOf(person.county?.id),
  audit: () => ({ entity: 'user' }),
  keepOnFail: true,
  run: async (context, { code, recoveryCode, remember, includeAuthToken }) => {
    const { db, now, request, prepared, note } = context;
    const { person, attemptId } = prepared;
    const owner = { ...person, countyId: person.county?.id ?? null };
    note({ id: person.id });
    // First: a code that is given to an attempt that is over is neither used up nor counted.
    await holdPerson(db, person.id);
    if (!(await isStillOpen(db, attemptId, false, now))) return startAgain();
    const proof = await proveCode(db, owner, { code, recoveryCode }, { request, now });
    if (proof.outcome === 'wait')
      return fail('too_many', 'errors.limits.wait', { retryAfter: proof.seconds });
    if (proof.outcome === 'shut') return fail('conflict', 'errors.twoFactor.shut');
    if (proof.outcome === 'wrong') await tellOfWrongCodes(context, owner, proof.inARow);
    if (proof.outcome === 'wrong')
      return (await isStillOpen(db, attemptId, true, now)) ? wrongCode(code === undefined) : startAgain();
    const session = await completeAttempt(context, prepared, { method: proof.method, remember });
    return done({
      ...session,
      authenticationToken: includeAuthToken ? await loginToken(db, owner, session, now) : undefined,
    });
  },
});

function wrongCode(isRecoveryCode: boolean) {
  return isRecoveryCode
    ? failFields({ recoveryCode: ['errors.twoFactor.wrongRecoveryCode'] })
    : failFields({ code: ['errors.twoFactor.wrongCode'] });
}
