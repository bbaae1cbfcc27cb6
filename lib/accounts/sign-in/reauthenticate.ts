import 'server-only';
import { credentialsByEmail } from '@/lib/identity';
import { done, fail, failFields, type Person, useCase } from '@/lib/kernel';
import type { Hasher } from '@/lib/platform/hashing';
import { proveCode } from '../factors/factors';
import { ownPasswordLimits } from '../limits';
import { MAX_PASSWORD_LENGTH, passwordLength } from '../passwords/policy';
import { Reauthenticate } from '../schema';
import { FRESH_MINUTES } from '../sessions/open-session';

/**
 * Proves again who is at the keyboard, by the password or by a code of the authenticator app: the session is fresh for
 * ten minutes, for what asks for that.
 */
export const reauthenticate = useCase({
  name: 'accounts.reauthenticate',
  input: Reauthenticate,
  access: 'account.manage',
  beforeFactor: true,
  limits: (_input, _request, actor) => ownPasswordLimits(actor),
  prepare: async ({ actor, hasher }, { password }) =>
    done({ isPassword: password !== undefined && (await isOwnPassword(actor, password, hasher)) }),
  audit: () => ({ entity: 'session' }),
  keepOnFail: true,
  run: async ({ db, actor, now, request, prepared, note }, { password, code }) => {
    // A token cannot become fresh: nobody is at a keyboard.
    if (actor.via.kind !== 'session') return fail('forbidden', 'errors.access.notAllowed');
    note({ id: actor.via.id });
    if (password !== undefined && !prepared.isPassword)
      return failFields({ password: ['errors.password.wrong'] });
    if (password === undefined) {
      const owner = { id: actor.id, email: actor.email, countyId: actor.county?.id ?? null };
      const proof = await proveCode(db, owner, { code }, { request, now });
      if (proof.outcome === 'wait')
        return fail('too_many', 'errors.limits.wait', { retryAfter: proof.seconds });
      if (proof.outcome === 'wrong') return failFields({ code: ['errors.twoFactor.wrongCode'] });
    }
    const freshUntil = new Date(now.getTime() + FRESH_MINUTES * 60_000);
    await db.session.updateMany({ where: { id: actor.via.id, userId: actor.id }, data: { freshUntil } });
    return done({});
  },
});

async function isOwnPassword(actor: Person, password: string, hasher: Hasher): Promise<boolean> {
  if (passwordLength(password) > MAX_PASSWORD_LENGTH) return false;
  const stored = (await credentialsByEmail(actor.email)).user?.passwordHash;
  return stored !== undefined && (await hasher.verify(password, stored)).matches;
}
