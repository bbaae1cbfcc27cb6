import 'server-only';
import { credentialsByEmail, type Db, done, failFields, useCase, wallOf } from '@/lib/kernel';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import { isConfirmationNeeded } from './confirmation';
import { deviceCookieFor, isKnownDevice } from './known-device';
import { signInLimits } from './limits';
import { openSession, trackSignIn } from './open-session';
import { MAX_PASSWORD_LENGTH, passwordLength } from './passwords/policy';
import { whyNotSignIn } from './policy';
import { SignIn } from './schema';
import { newTokenValue } from './tokens/token-value';

/** Minutes that the lesson's login token lives: CONTRACT section 4. */
const LOGIN_TOKEN_MINUTES = 15;

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
  run: async ({ db, now, request, prepared, note, mail }, { email, includeAuthToken }) => {
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
    });
    if (!owner) return wrong();
    note({ by: owner });

    if (prepared.betterHash)
      await db.user.update({ where: { id: owner.id }, data: { passwordHash: prepared.betterHash } });
    const session = await openSession(db, owner, { provenBy: 'password', request, now });
    await trackSignIn(db, owner.id, request, now);
    if (!isKnownDevice(request.deviceCookie, email) && owner.loginCount > 0)
      await mail({
        to: owner.email,
        template: 'new-device',
        locale: languageOr(owner.locale),
        data: { userAgent: request.userAgent, ip: request.ip, at: now.toISOString() },
      });
    const authenticationToken = includeAuthToken ? await loginToken(db, owner, now) : undefined;
    return done({
      ...session,
      authenticationToken,
      locale: languageIn(countySettings(county?.settings), languageOr(owner.locale)),
      deviceCookie: deviceCookieFor(email, request.deviceCookie),
    });
  },
});

function wrong(reason = 'errors.signIn.wrong') {
  return failFields({ email: [reason] });
}

async function loginToken(
  db: Db,
  owner: { id: string; countyId: string | null; securityStamp: string },
  now: Date,
): Promise<string> {
  const { value, hash } = newTokenValue('personal');
  await db.apiToken.create({
    data: {
      countyId: owner.countyId,
      userId: owner.id,
      name: 'Login',
      tokenHash: hash,
      securityStamp: owner.securityStamp,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LOGIN_TOKEN_MINUTES * 60_000),
    },
  });
  return value;
}
