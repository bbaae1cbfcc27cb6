import 'server-only';
import { done, useCase, wallOf } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
import { attemptIn, startAgain } from '../factors/attempt-in';
import { completeAttempt, isStillOpen } from '../factors/complete-attempt';
import { costlyPage } from '../limits';
import { ProvePasskey } from './schema';
import { acceptPasskey, askForPasskey, presented, refused } from './use-passkey';

/** What a browser needs to give a passkey as the second step of the sign-in that the password began in it. */
export const beginPasskeyFactor = useCase({
  name: 'accounts.beginPasskeyFactor',
  input: Nothing,
  access: 'public',
  limits: (_input, request) => [...costlyPage(request)],
  prepare: attemptIn,
  county: ({ person }) => wallOf(person.county?.id),
  audit: 'none',
  run: async ({ db, now, prepared: { person, attemptId } }) =>
    askForPasskey(db, { to: 'factor', userId: person.id, sessionId: attemptId }, now),
});

/** The second step of a sign-in by one of the person's own passkeys. It opens a session under an id of its own. */
export const provePasskey = useCase({
  name: 'accounts.provePasskey',
  input: ProvePasskey,
  access: 'public',
  limits: (_input, request) => [...costlyPage(request)],
  prepare: async ({ request, now }, { answer }) => {
    const attempt = await attemptIn({ request, now });
    if (!attempt.ok) return attempt;
    const passkey = await presented(answer, (userId) => userId === attempt.value.person.id);
    return passkey.ok ? done({ ...attempt.value, passkey: passkey.value }) : passkey;
  },
  county: ({ person }) => wallOf(person.county?.id),
  audit: () => ({ entity: 'user' }),
  keepOnFail: true,
  run: async (context, { remember }) => {
    const { db, now, note, prepared } = context;
    const { person, attemptId, passkey } = prepared;
    note({ id: person.id });
    const purpose = { to: 'factor', userId: person.id, sessionId: attemptId } as const;
    const outcome = await acceptPasskey(db, passkey, purpose, now);
    if (outcome === 'copied') note({ after: { passkey: 'copied' } });
    if (outcome !== 'right') return refused(outcome);
    if (!(await isStillOpen(db, attemptId, false, now))) return startAgain();
    return done(await completeAttempt(context, prepared, { method: 'passkey', remember }));
  },
});
