import 'server-only';
import { credentialsByEmail, done, fail, failFields, useCase } from '@/lib/kernel';
import { ownPasswordLimits } from './limits';
import { FRESH_MINUTES } from './open-session';
import { MAX_PASSWORD_LENGTH, passwordLength } from './passwords/policy';
import { Reauthenticate } from './schema';

/** Proves again who is at the keyboard: the session is fresh for ten minutes, for what asks for that. */
export const reauthenticate = useCase({
  name: 'accounts.reauthenticate',
  input: Reauthenticate,
  access: 'account.manage',
  limits: (_input, request) => ownPasswordLimits(request),
  prepare: async ({ actor, hasher }, { password }) => {
    const stored =
      passwordLength(password) > MAX_PASSWORD_LENGTH
        ? undefined
        : (await credentialsByEmail(actor.email)).user?.passwordHash;
    const proven = stored !== undefined && (await hasher.verify(password, stored)).matches;
    return done({ proven });
  },
  audit: () => ({ entity: 'session' }),
  keepOnFail: true,
  run: async ({ db, actor, now, prepared, note }) => {
    // A token cannot become fresh: nobody is at a keyboard.
    if (actor.via.kind !== 'session') return fail('forbidden', 'errors.access.notAllowed');
    note({ id: actor.via.id });
    if (!prepared.proven) return failFields({ password: ['errors.password.wrong'] });
    const freshUntil = new Date(now.getTime() + FRESH_MINUTES * 60_000);
    await db.session.updateMany({ where: { id: actor.via.id, userId: actor.id }, data: { freshUntil } });
    return done({});
  },
});
