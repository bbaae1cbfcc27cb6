import 'server-only';
import { type Db, done, fail, type Result, type RunContext } from '@/lib/kernel';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import { recallDevice } from '../factors/remembered-devices';
import { whyNotSignIn } from '../policy';
import { isConfirmationNeeded } from '../registration/confirmation';
import { type OpenedSession, openAttempt } from '../sessions/open-session';
import { completeSignIn } from './complete-sign-in';

/** A session; or, with `awaitsFactor`, an attempt that waits for the second factor, and nothing else. */
export type SignedIn = OpenedSession & {
  awaitsFactor?: boolean;
  deviceCookie?: string;
  rememberCookie?: string | undefined;
  authenticationToken?: string | undefined;
  locale?: string;
};

type Context = Pick<RunContext<'public', unknown>, 'db' | 'request' | 'now' | 'mail' | 'note'>;

/** What of an owner's county every sign-in asks. */
export const withCounty = { county: { select: { settings: true, active: true } } } as const;

const ownerOf = (db: Db, userId: string) =>
  db.user.findUniqueOrThrow({ where: { id: userId }, include: withCounty });

/**
 * How somebody was proven: `whole` is two factors in one, after which none is asked for. `fresh: false` is a proof on
 * which nothing dangerous may rest.
 */
type Proof = { provenBy: string; whole?: boolean; fresh?: boolean };

/**
 * Signs a proven person in whom no password was asked of: refused like after the right password, when their account or
 * county is deactivated or their address has to be confirmed.
 */
export async function signInProven(
  context: Context,
  userId: string,
  proof: Proof,
): Promise<Result<SignedIn>> {
  const owner = await ownerOf(context.db, userId);
  const reason = whyNotSignIn({
    matches: true,
    user: {
      active: owner.active,
      isCountyActive: owner.county?.active ?? true,
      confirmedAt: owner.confirmedAt?.toISOString() ?? null,
    },
    isPending: false,
    confirmationNeeded: isConfirmationNeeded(owner.county?.settings),
  });
  return reason ? fail('invalid', reason) : done(await openSessionOrAttempt(context, owner, proof));
}

/** What every first step of a sign-in ends with: a session, or an attempt where a second factor is to follow. */
export async function openSessionOrAttempt(
  context: Context,
  owner: Awaited<ReturnType<typeof ownerOf>>,
  { provenBy, whole = false, fresh = true }: Proof,
): Promise<SignedIn> {
  const { db, request, now, note } = context;
  note({ id: owner.id, by: owner });
  const asksFactor = owner.twoFactorSince !== null && !whole;
  const rememberCookie = asksFactor ? await recallDevice(db, owner, { request, now }) : null;
  if (asksFactor && !rememberCookie)
    return { ...(await openAttempt(db, owner, { request, now, provenBy })), awaitsFactor: true };
  const method = rememberCookie ? `${provenBy}+remembered` : provenBy;
  return {
    // A remembered browser proves no second factor now: nothing dangerous rests on it.
    ...(await completeSignIn(context, owner, method, { fresh: fresh && !rememberCookie })),
    ...(rememberCookie ? { rememberCookie } : {}),
    locale: languageIn(countySettings(owner.county?.settings), languageOr(owner.locale)),
  };
}
