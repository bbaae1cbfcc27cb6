import 'server-only';
import { useCase, wallOf } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
import { costlyPage, signInsFrom } from '../limits';
import { signInProven } from '../sign-in/sign-in-proven';
import { UsePasskey } from './schema';
import { acceptPasskey, askForPasskey, presented, refused } from './use-passkey';

/** What a browser needs to sign in with a passkey: the same for everybody, known or not. */
export const beginPasskeySignIn = useCase({
  name: 'accounts.beginPasskeySignIn',
  input: Nothing,
  access: 'public',
  limits: (_input, request) => [...costlyPage(request)],
  audit: 'none',
  run: async ({ db, now }) => askForPasskey(db, { to: 'sign-in' }, now),
});

/**
 * Signs a person in by a passkey alone. Its device has verified them, so it is two factors in one: none is asked for
 * after it. Every refusal says the same; that an account is deactivated or unconfirmed is said only after a right one.
 */
export const signInWithPasskey = useCase({
  name: 'accounts.signInWithPasskey',
  input: UsePasskey,
  access: 'public',
  // The page too: where asking the device was refused, this is what says so.
  limits: (_input, request) => [...costlyPage(request), ...signInsFrom(request)],
  prepare: async (_context, { answer }) => presented(answer),
  county: ({ found }) => (found ? wallOf(found.user.countyId) : null),
  audit: () => ({ entity: 'user' }),
  keepOnFail: true,
  run: async ({ db, now, request, prepared, note, mail }) => {
    const { found, use } = prepared;
    // Of whom a wrong answer speaks is not proven; of whom a copy's does, is.
    if (found && use) note({ id: found.user.id });
    const outcome = await acceptPasskey(db, prepared, { to: 'sign-in' }, now);
    if (outcome === 'copied') note({ after: { passkey: 'copied' } });
    if (outcome !== 'right') return refused(outcome);
    if (!found) return refused('wrong');
    note({ after: { method: 'passkey' } });
    return signInProven({ db, request, now, note, mail }, found.user.id, {
      provenBy: 'passkey',
      whole: true,
    });
  },
});
