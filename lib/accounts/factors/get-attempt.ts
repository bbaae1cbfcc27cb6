import 'server-only';
import { done, useCase, wallOf } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
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
  run: async ({ db, prepared }) => {
    const { person } = prepared;
    const { app, passkeys, recoveryCodesLeft } = await factorsOf(db, person.id);
    return done({ app, passkeys, recoveryCodesLeft, mayBeRemembered: !person.isStaff });
  },
});
