import 'server-only';
import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { type PasskeyFound, passkeyById } from '@/lib/identity';
import { type Db, done, fail, type Result } from '@/lib/kernel';
import { readUsed } from './answers';
import { keepChallenge, type Purpose, takeChallenge } from './challenges';
import { CHALLENGE_MINUTES } from './policy';
import { relyingParty } from './relying-party';
import { type Use, verifyUsed } from './verify';

/** What a browser needs to ask for a passkey; the challenge in it waits for the answer. */
export async function askForPasskey(db: Db, purpose: Purpose, now: Date) {
  const party = relyingParty();
  if (!party) return fail('conflict', 'errors.passkey.notHere');
  const own =
    purpose.to === 'sign-in'
      ? []
      : await db.passkey.findMany({
          where: { userId: purpose.userId },
          select: { id: true, transports: true },
        });
  // An empty list would ask for whatever passkey there is.
  if (purpose.to !== 'sign-in' && own.length === 0) return fail('conflict', 'errors.passkey.none');
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    timeout: CHALLENGE_MINUTES * 60_000,
    ...(own.length > 0 ? { allowCredentials: own.map(({ id }) => ({ id })) } : {}),
  });
  await keepChallenge(db, options.challenge, purpose, now);
  const transports = new Map(own.map((passkey) => [passkey.id, passkey.transports]));
  return done({
    ...options,
    // Where the browser finds it, in its own words; the library's type knows fewer of them.
    ...(options.allowCredentials
      ? {
          allowCredentials: options.allowCredentials.map((one) => ({
            ...one,
            transports: transports.get(one.id),
          })),
        }
      : {}),
  });
}

/** An answer, and what is known of it before the database has the last word. */
export type Presented = { challenge: string; found: PasskeyFound | null; use: Use | null };

/**
 * Reads an answer and checks its signature: before the transaction.
 * @param isOf whose passkey it must be, where that is known
 */
export async function presented(
  text: string,
  isOf?: (userId: string) => boolean,
): Promise<Result<Presented>> {
  const party = relyingParty();
  if (!party) return fail('conflict', 'errors.passkey.notHere');
  const answer = readUsed(text);
  if (!answer) return fail('invalid', 'errors.passkey.noAnswer');
  const there = await passkeyById(answer.response.id);
  const found = there && (isOf === undefined || isOf(there.user.id)) ? there : null;
  const use = found ? await verifyUsed(answer, found.passkey, party) : null;
  return done({ challenge: answer.challenge, found, use });
}

export type Outcome = 'right' | 'late' | 'wrong' | 'copied';

/**
 * Whether an answer counts: its challenge is used up, whatever comes of it, and the passkey's counter moves on. One that
 * stands still or goes back is a copy's (WebAuthn Level 3, section 6.1.1); a passkey that never counts stays at zero.
 */
export async function acceptPasskey(
  db: Db,
  { challenge, found, use }: Presented,
  purpose: Purpose,
  now: Date,
): Promise<Outcome> {
  if (!(await takeChallenge(db, challenge, purpose, now))) return 'late';
  if (!found || !use) return 'wrong';
  // Its owner said "This was not me" since it was added: it is a second factor alone.
  const isAlone = purpose.to === 'sign-in';
  if (isAlone && !found.passkey.signsIn) return 'wrong';
  const { count } = await db.passkey.updateMany({
    where: {
      id: found.passkey.id,
      counter: use.counter === 0 ? 0 : { lt: use.counter },
      ...(isAlone ? { signsIn: true } : {}),
    },
    data: { counter: use.counter, backedUp: use.backedUp, lastUsedAt: now },
  });
  return count === 1 ? 'right' : 'copied';
}

/** What is said of an answer that does not count. That it comes from a copy is said in the audit trail alone. */
export function refused(outcome: Exclude<Outcome, 'right'>) {
  return fail('invalid', outcome === 'late' ? 'errors.passkey.late' : 'errors.passkey.wrong');
}
