import 'server-only';
import { generateRegistrationOptions } from '@simplewebauthn/server';
import { done, fail, fullName, type Person, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { Nothing } from '@/lib/shared/text';
import { factorAdded } from '../factors/change-factors';
import { recoveryCodesFor } from '../factors/factors';
import { costlyPage } from '../limits';
import { passkeyAddedMail } from '../mails';
import { lockOwnAccount } from '../sessions/lock-own-account';
import { readMade } from './answers';
import { keepChallenge, takeChallenge } from './challenges';
import { CHALLENGE_MINUTES, MAX_PASSKEYS } from './policy';
import { relyingParty } from './relying-party';
import { AddPasskey } from './schema';
import { ALGORITHMS, verifyMade } from './verify';

/** What a browser needs to make a passkey for the own account. */
export const beginPasskey = useCase({
  name: 'accounts.beginPasskey',
  input: Nothing,
  access: 'account.manage',
  fresh: true,
  beforeFactor: true,
  limits: (_input, request) => [...costlyPage(request)],
  audit: 'none',
  run: async ({ db, actor, now }) => {
    const party = relyingParty();
    if (!party) return fail('conflict', 'errors.passkey.notHere');
    const own = await db.passkey.findMany({ where: { userId: actor.id }, select: { id: true } });
    if (own.length >= MAX_PASSKEYS) return tooMany();
    const options = await generateRegistrationOptions({
      rpName: `${actor.county?.name ?? 'County'} Services`,
      rpID: party.id,
      userID: new TextEncoder().encode(actor.id),
      userName: actor.email,
      userDisplayName: fullName(actor),
      attestationType: 'none',
      timeout: CHALLENGE_MINUTES * 60_000,
      // A device that has one already says so, and makes no second.
      excludeCredentials: own,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: ALGORITHMS,
    });
    await keepChallenge(db, options.challenge, purposeOf(actor), now);
    return done(options);
  },
});

/**
 * Keeps a passkey that a browser has just made, under a name. Whoever had no recovery codes gets ten: with a first
 * passkey the password alone does not open the account any more. Everything else that is open ends, unless they want
 * to keep it.
 */
export const savePasskey = useCase({
  name: 'accounts.savePasskey',
  input: AddPasskey,
  access: 'account.manage',
  fresh: true,
  beforeFactor: true,
  limits: (_input, request) => [...costlyPage(request)],
  prepare: async (_context, { answer }) => {
    const party = relyingParty();
    if (!party) return fail('conflict', 'errors.passkey.notHere');
    const made = readMade(answer);
    if (!made) return fail('invalid', 'errors.passkey.noAnswer');
    return done({ challenge: made.challenge, passkey: await verifyMade(made, party) });
  },
  audit: () => ({ entity: 'user' }),
  keepOnFail: true,
  run: async ({ db, actor, now, prepared, note, mail }, { name, keepOthers }) => {
    note({ id: actor.id });
    const owner = { id: actor.id, countyId: actor.county?.id ?? null };
    const { challenge, passkey } = prepared;
    if (!(await takeChallenge(db, challenge, purposeOf(actor), now)))
      return fail('invalid', 'errors.passkey.late');
    if (!passkey) return fail('invalid', 'errors.passkey.notMade');
    if ((await lockOwnAccount(db, actor)) === null) return fail('unauthenticated', 'errors.access.signIn');
    if ((await db.passkey.count({ where: { userId: actor.id } })) >= MAX_PASSKEYS) return tooMany();
    const { count } = await db.passkey.createMany({
      data: [{ ...passkey, countyId: owner.countyId, userId: owner.id, name, createdAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) return fail('conflict', 'errors.passkey.already');
    await factorAdded(db, actor, { now, keepOthers });
    note({ after: { passkey: name } });
    const locale = languageOr(actor.locale);
    await mail(passkeyAddedMail, { to: actor.email, locale, data: { name, at: now.toISOString() } });
    return done({ recoveryCodes: await recoveryCodesFor(db, owner, now) });
  },
});

/** Both ask for a fresh session, so there is one. */
const purposeOf = (actor: Person) => ({ to: 'add', userId: actor.id, sessionId: actor.via.id }) as const;

const tooMany = () => fail('conflict', 'errors.passkey.tooMany', { values: { count: MAX_PASSKEYS } });
