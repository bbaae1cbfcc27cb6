import 'server-only';
import { type Attempt, isStaff } from '@/lib/identity';
import type { Db, RunContext } from '@/lib/kernel';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import { endSessions } from '../sessions/open-session';
import { completeSignIn } from '../sign-in/complete-sign-in';
import { MAX_WRONG_CODES } from './policy';
import { rememberDevice } from './remembered-devices';

/**
 * Whether the attempt still stands; a wrong code is counted on it, and the last of five ends it: its page leads back to
 * the first step. Holds its row.
 */
export async function isStillOpen(db: Db, attemptId: string, isWrong: boolean, now: Date): Promise<boolean> {
  const { count } = await db.session.updateMany({
    where: { id: attemptId, complete: false, endedAt: null, wrongCodes: { lt: MAX_WRONG_CODES } },
    data: { wrongCodes: { increment: isWrong ? 1 : 0 } },
  });
  if (isWrong)
    await db.session.updateMany({
      where: { id: attemptId, endedAt: null, wrongCodes: { gte: MAX_WRONG_CODES } },
      data: { endedAt: now, endedBecause: 'wrong codes' },
    });
  return count === 1;
}

/** What every attempt ends with, whichever factor completed it: a session, and a remembered browser where that may be. */
export async function completeAttempt(
  { db, request, now, mail, note }: RunContext<'public', unknown>,
  { person, attemptId }: Attempt,
  { method, remember }: { method: 'app' | 'recovery' | 'passkey'; remember: boolean },
) {
  const owner = { ...person, countyId: person.county?.id ?? null };
  await endSessions(db, { userId: person.id, id: attemptId }, now, 'completed');
  note({ by: person, after: { method } });
  const { provenBy } = await db.session.findUniqueOrThrow({ where: { id: attemptId } });
  const session = await completeSignIn({ db, request, now, mail }, owner, `${provenBy}+${method}`);
  // A recovery code says that the phone is gone: no browser is remembered by it. Staff's never is.
  const isRemembered = remember && method !== 'recovery' && !isStaff(person.roles);
  return {
    ...session,
    locale: languageIn(countySettings(person.county?.settings), languageOr(person.locale)),
    rememberCookie: isRemembered ? await rememberDevice(db, owner, { request, now }) : undefined,
  };
}
