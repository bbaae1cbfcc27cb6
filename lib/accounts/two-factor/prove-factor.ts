import 'server-only';
import { attemptOf, type Db, done, fail, failFields, isStaff, useCase, wallOf } from '@/lib/kernel';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import { completeSignIn } from '../complete-sign-in';
import { costlyPage } from '../limits';
import { loginToken } from '../login-token';
import { endSessions } from '../open-session';
import { proveCode } from './factors';
import { MAX_WRONG_CODES } from './policy';
import { rememberDevice } from './remembered-devices';
import { ProveFactor } from './schema';

/**
 * The second step of a sign-in: a code of the app, or a recovery code, completes the attempt that the password began in
 * this browser. The fifth wrong code ends the attempt. A right one opens a session under an id of its own.
 */
export const proveFactor = useCase({
  name: 'accounts.proveFactor',
  input: ProveFactor,
  access: 'public',
  limits: (_input, request) => [costlyPage(request)],
  prepare: async ({ request, now }) => {
    const attempt = await attemptOf(request.attemptCookie, now);
    return attempt ? done(attempt) : fail('unauthenticated', 'errors.twoFactor.startAgain');
  },
  county: ({ person }) => wallOf(person.county?.id),
  audit: () => ({ entity: 'user' }),
  keepOnFail: true,
  run: async (context, { code, recoveryCode, remember, includeAuthToken }) => {
    const { db, now, request, prepared, note, mail } = context;
    const { person, attemptId } = prepared;
    const owner = { ...person, countyId: person.county?.id ?? null };
    note({ id: person.id });
    const proof = await proveCode(db, owner, { code, recoveryCode }, { request, now });
    if (proof.outcome === 'wait')
      return fail('too_many', 'errors.limits.wait', { retryAfter: proof.seconds });
    if (!(await isStillOpen(db, attemptId, proof.outcome === 'wrong')))
      return fail('unauthenticated', 'errors.twoFactor.startAgain');
    if (proof.outcome === 'wrong') return wrongCode(code === undefined);
    await endSessions(db, { userId: person.id, id: attemptId }, now, 'completed');
    note({ by: person, after: { method: proof.method } });
    const { provenBy } = await db.session.findUniqueOrThrow({ where: { id: attemptId } });
    const session = await completeSignIn({ db, request, now, mail }, owner, `${provenBy}+${proof.method}`);
    // A recovery code says that the phone is gone: no browser is remembered by it. Staff's never is.
    const isRemembered = remember && proof.method === 'app' && !isStaff(person.roles);
    return done({
      ...session,
      locale: languageIn(countySettings(person.county?.settings), languageOr(person.locale)),
      rememberCookie: isRemembered ? await rememberDevice(db, owner, { request, now }) : undefined,
      authenticationToken: includeAuthToken ? await loginToken(db, owner, now) : undefined,
    });
  },
});

/** Whether the attempt still stands; a wrong code is counted on it, and the last of five ends it. Holds its row. */
async function isStillOpen(db: Db, attemptId: string, isWrong: boolean): Promise<boolean> {
  const { count } = await db.session.updateMany({
    where: { id: attemptId, complete: false, endedAt: null, wrongCodes: { lt: MAX_WRONG_CODES } },
    data: { wrongCodes: { increment: isWrong ? 1 : 0 } },
  });
  return count === 1;
}

function wrongCode(isRecoveryCode: boolean) {
  return isRecoveryCode
    ? failFields({ recoveryCode: ['errors.twoFactor.wrongRecoveryCode'] })
    : failFields({ code: ['errors.twoFactor.wrongCode'] });
}
