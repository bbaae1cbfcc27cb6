import 'server-only';
import { done, useCase } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';
import { endSessions } from '../sessions/open-session';

/** Ends the session of the caller, on the server. A stranger is signed out already: the answer is the same. */
export const signOut = useCase({
  name: 'accounts.signOut',
  input: Nothing,
  access: 'public',
  audit: 'none',
  run: async ({ db, actor, now, record }) => {
    if (actor.kind === 'person' && actor.via.kind === 'session') {
      await endSessions(db, { userId: actor.id, id: actor.via.id }, now, 'signed out');
      await record({ entity: 'session', id: actor.via.id });
    }
    return done({});
  },
});
