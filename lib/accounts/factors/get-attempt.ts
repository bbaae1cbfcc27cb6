import 'server-only';
import { done, useCase, wallOf } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
import { openReset } from '../account-reset/close-reset';
import { attemptIn } from './attempt-in';
import { factorsOf } from './factors';

/** What may complete the sign-in that the password began in this browser; nothing more of its person. */
export const getAttempt = useCase({
  name: 'accounts.getAttempt',
  input: Nothing,
  access: 'public',
  prepare: attemptIn,
  county: ({ person }) => wallOf(person.county?.id),
  audit: 'none',
  run: async ({ db, now, prepared }) => {
    const { person } = prepared;
    const resetDue = await openReset(db, person.id, now);
    const { app, passkeys, recoveryCodesLeft } = await factorsOf(db, person.id);
    return done({ app, passkeys, recoveryCodesLeft, mayBeRemembered: !person.isStaff, resetDue });
  },
});
