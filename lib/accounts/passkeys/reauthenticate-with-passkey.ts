import 'server-only';
import { done, fail, type Person, useCase } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
import { costlyPage, ownPasswordLimits } from '../limits';
import { freshen } from '../sessions/open-session';
import { UsePasskey } from './schema';
import { acceptPasskey, askForPasskey, presented, refused } from './use-passkey';

/** What a browser needs to prove again, by a passkey, who is at the keyboard. */
export const beginPasskeyReauthentication = useCase({
  name: 'accounts.beginPasskeyReauthentication',
  input: Nothing,
  access: 'account.manage',
  beforeFactor: true,
  limits: (_input, request) => [...costlyPage(request)],
  audit: 'none',
  run: async ({ db, actor, now }) => {
    const purpose = purposeOf(actor);
    return purpose ? askForPasskey(db, purpose, now) : fail('forbidden', 'errors.access.notAllowed');
  },
});

/** Proves again who is at the keyboard, by one of the own passkeys: the session is fresh for ten minutes. */
export const reauthenticateWithPasskey = useCase({
  name: 'accounts.reauthenticateWithPasskey',
  input: UsePasskey,
  access: 'account.manage',
  beforeFactor: true,
  limits: (_input, request, actor) => [...costlyPage(request), ...ownPasswordLimits(actor)],
  prepare: async ({ actor }, { answer }) => presented(answer, (userId) => userId === actor.id),
  audit: () => ({ entity: 'session' }),
  keepOnFail: true,
  run: async ({ db, actor, now, prepared, note }) => {
    const purpose = purposeOf(actor);
    // A token cannot become fresh: nobody is at a keyboard.
    if (!purpose) return fail('forbidden', 'errors.access.notAllowed');
    note({ id: purpose.sessionId });
    const outcome = await acceptPasskey(db, prepared, purpose, now);
    if (outcome === 'copied') note({ after: { passkey: 'copied' } });
    if (outcome !== 'right') return refused(outcome);
    await freshen(db, actor, { now, byFactor: true });
    return done({});
  },
});

function purposeOf({ id, via }: Person) {
  return via.kind === 'session' ? ({ to: 'reauthenticate', userId: id, sessionId: via.id } as const) : null;
}
