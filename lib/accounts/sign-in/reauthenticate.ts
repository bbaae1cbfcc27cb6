import 'server-only';
import { credentialsByEmail } from '@/lib/identity';
import { done, fail, failFields, type Person, useCase } from '@/lib/kernel';
import type { Hasher } from '@/lib/platform/hashing';
import { proveCode, tellOfWrongCodes } from '../factors/factors';
import { ownPasswordLimits } from '../limits';
import { MAX_PASSWORD_LENGTH, passwordLength } from '../passwords/policy';
import { Reauthenticate } from '../schema';
import { freshen } from '../sessions/open-session';

/**
 * Proves again who is at the keyboard, by the password or, where a second factor is in use, by a code of the
 * authenticator app: the session is fresh for ten minutes, for what asks for that.
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
  run: async ({ db, actor, now, request, prepared, note, mail }, { password, code }) => {
    // A token cannot become fresh: nobody is at a keyboard.
    if (actor.via.kind !== 'session') return fail('forbidden', 'errors.access.notAllowed');
    note({ id: actor.via.id });
    // Whoever has a second factor proves that they have it: a stolen password makes nothing fresh.
    if (password !== undefined && actor.hasFactor)
      return failFields({ password: ['errors.twoFactor.proveFactor'] });
    if (password !== undefined && !prepared.isPassword)
      return failFields({ password: ['errors.password.wrong'] });
    if (password === undefined) {
      const owner = { id: actor.id, email: actor.email, countyId: actor.county?.id ?? null };
      const proof = await proveCode(db, owner, { code }, { request, now });
      if (proof.outcome === 'wait')
        return fail('too_many', 'errors.limits.wait', { retryAfter: proof.seconds });
      if (proof.outcome === 'shut') return fail('conflict', 'errors.twoFactor.shut');
      if (proof.outcome === 'wrong') await tellOfWrongCodes({ mail, now }, actor, proof.inARow);
      if (proof.outcome === 'wrong') return failFields({ code: ['errors.twoFactor.wrongCode'] });
    }
    await freshen(db, actor, { now, byFactor: password === undefined });
    return done({});
  },
});

async function isOwnPassword(actor: Person, password: string, hasher: Hasher): Promise<boolean> {
  if (passwordLength(password) > MAX_PASSWORD_LENGTH) return false;
  const stored = (await credentialsByEmail(actor.email)).user?.passwordHash;
  return stored !== undefined && (await hasher.verify(password, stored)).matches;
}
