import 'server-only';
import { credentialsByEmail } from '@/lib/identity';
import { done, failFields, useCase, wallOf } from '@/lib/kernel';
import type { MessageKey } from '@/messages/keys';
import { signInLimits } from '../limits';
import { MAX_PASSWORD_LENGTH, passwordLength } from '../passwords/policy';
import { whyNotSignIn } from '../policy';
import { isConfirmationNeeded } from '../registration/confirmation';
import { SignIn } from '../schema';
import { loginToken } from './login-token';
import { openSessionOrAttempt, type SignedIn, withCounty } from './sign-in-proven';

/**
 * Signs a person in by address and password. Every refusal of a stranger costs one hash and says the same; that an
 * account is deactivated or unconfirmed is said only after the right password.
 */
export const signIn = useCase({
  name: 'accounts.signIn',
  input: SignIn,
  access: 'public',
  limits: ({ email }, request) => signInLimits(email, request),
  prepare: async ({ hasher, now }, { email, password }) => {
    // Nobody's password is longer, so this tells nothing, and an endless one costs no hash.
    if (passwordLength(password) > MAX_PASSWORD_LENGTH) return wrong();
    const { user, pending } = await credentialsByEmail(email);
    const waiting = !user && pending && new Date(pending.expiresAt) > now ? pending : null;
    const check = await hasher.verify(password, user?.passwordHash ?? waiting?.passwordHash ?? null);
    const betterHash = user && check.matches && check.needsUpgrade ? await hasher.hash(password) : null;
    return done({ user, waiting, matches: check.matches, betterHash });
  },
  county: ({ user }) => (user ? wallOf(user.countyId) : null),
  audit: ({ email }) => ({ entity: 'user', after: { email } }),
  keepOnFail: true,
  run: async (context, { email, includeAuthToken }) => {
    const { db, now, prepared, note } = context;
    const { user, matches } = prepared;
    if (user) note({ id: user.id });
    // Asked only after the right password: a wrong one costs the same for every address.
    const county =
      matches && user?.countyId
        ? await db.county.findUnique({ where: { id: user.countyId }, select: { settings: true } })
        : null;
    const reason = whyNotSignIn({
      matches,
      user,
      isPending: prepared.waiting !== null,
      confirmationNeeded: isConfirmationNeeded(county?.settings),
    });
    if (reason || !user) return wrong(reason ?? undefined);
    // What `prepare` saw may be over: the password was changed, the account deactivated.
    const owner = await db.user.findFirst({
      where: { id: user.id, active: true, securityStamp: user.securityStamp },
      include: withCounty,
    });
    if (!owner) return wrong();
    if (prepared.betterHash)
      await db.user.update({ where: { id: owner.id }, data: { passwordHash: prepared.betterHash } });
    const signedIn = await openSessionOrAttempt(context, owner, { provenBy: 'password' });
    if (signedIn.awaitsFactor) {
      note({ after: { email, awaits: 'factor' } });
      return done(signedIn);
    }
    const authenticationToken = includeAuthToken ? await loginToken(db, owner, signedIn, now) : undefined;
    return done<SignedIn>({ ...signedIn, authenticationToken });
  },
});

function wrong(reason: MessageKey = 'errors.signIn.wrong') {
  return failFields({ email: [reason] });
}
