import 'server-only';
import { cookies, headers } from 'next/headers';
import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { currentRequest, harmless, privateHeaders, type RouteHandler, setFlash } from '@/lib/adapters';
import { type CookieKind, cookieName, cookieOf, endOfCookie } from '@/lib/identity/cookies';
import { clock, done, fail, type Result } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { requestLog } from '@/lib/platform/log';
import { ownPath, paths } from '@/lib/shared/paths';
import { providerById, providerByKey } from '../providers/configured';
import { linkProvider, reauthenticateWithProvider } from '../providers/manage-providers';
import { type ProviderProblem, problemOf } from '../providers/problems';
import { ProvenSubject } from '../providers/proof';
import { type SignedInElsewhere, signInWithProvider } from '../providers/sign-in-with-provider';
import { nextAuth, nextAuthRoute, setSessionCookies } from './next-auth';
import { callProvider, type Round } from './provider-call';
import { openSignedValue, signValue } from './signed-cookie';

/**
 * The round trip to a provider and back. A form of ours begins it (`begin`): NextAuth finds the provider and makes
 * state, nonce and PKCE, and what it is for waits sealed in a cookie. The provider leads back to `authRoute`: NextAuth
 * checks everything, and what came of it goes to a use case. A GET that changes something, as the protocol has it:
 * only the browser that began has the cookies, and only once.
 */

/** Minutes for the way there and back: those of NextAuth's own cookies. */
const TRIP_MINUTES = 15;
/** Minutes for choosing a county. */
const CHOICE_MINUTES = 15;

const Trip = z.object({
  /** To sign in, to link (`began`: the session that it was begun in), or to be fresh again. */
  purpose: z.enum(['sign-in', 'link', 'fresh']),
  provider: z.string(),
  /** Where the provider asks, with everything that it is asked. */
  url: z.string(),
  state: z.string(),
  next: z.string().nullable(),
  began: z.string().nullable(),
  at: z.number(),
});
type Trip = z.output<typeof Trip>;

type Kept = 'trip' | 'newcomer';

const kept = async (kind: Kept) => (await cookies()).get(cookieName(kind, env().APP_URL))?.value;

async function keep(kind: Kept, value: string): Promise<void> {
  (await cookies()).set(cookieOf(kind, value, env().APP_URL));
}

async function forget(...kinds: CookieKind[]): Promise<void> {
  const jar = await cookies();
  const { APP_URL } = env();
  for (const kind of kinds) jar.delete(endOfCookie(kind, APP_URL));
}

const forgetTrip = () => forget('trip', 'state', 'nonce', 'pkceCodeVerifier');

/**
 * Begins a round trip. Answers where the browser goes now: the page that leads to the provider, or, when that does not
 * answer, the page that says so.
 */
export async function begin(purpose: Trip['purpose'], provider: string, next: unknown): Promise<string> {
  const request = await currentRequest({ bearer: false });
  const back = ownPath(next);
  const parameters = {
    ui_locales: request.locale,
    ...(purpose === 'fresh' ? { prompt: 'login', max_age: '0' } : {}),
  };
  const round = await callProvider<unknown>(() =>
    nextAuth().signIn(provider, { redirect: false, redirectTo: '/' }, parameters),
  );
  // NextAuth remembers where to return to; we never ask it to.
  await forget('callback');
  const url = typeof round.value === 'string' && URL.canParse(round.value) ? new URL(round.value) : null;
  const state = url?.searchParams.get('state');
  // Without a state it is NextAuth's own page of errors.
  if (!url || !state || !isProvidersOwn(provider, url)) {
    log(request.requestId, provider, round, 'a provider could not be asked');
    await forgetTrip();
    return problemPath(purpose, back, provider, 'away');
  }
  const now = clock().now();
  const trip: Trip = {
    purpose,
    provider,
    url: url.href,
    state,
    next: back,
    began: purpose === 'sign-in' ? null : await sessionId(),
    at: now.getTime(),
  };
  await keep('trip', signValue('trip', trip, minutesFrom(now, TRIP_MINUTES)));
  return paths.signIn.provider();
}

/** Where the trip that waits in this browser leads, for the page in between; null when none does. */
export async function tripAhead(): Promise<{ name: string; url: string } | null> {
  const trip = await openTrip();
  const provider = trip && providerById(trip.provider);
  return provider ? { name: provider.name, url: trip.url } : null;
}

async function openTrip(): Promise<Trip | null> {
  return Trip.safeParse(openSignedValue('trip', await kept('trip'), clock().now())).data ?? null;
}

/**
 * NextAuth's addresses: a provider's callback is the end of a round trip, which only a form of ours begins, so NextAuth's
 * own door to a provider is closed; everything else is NextAuth's.
 */
export const authRoute: RouteHandler = async (request, context) => {
  const url = new URL(request.url);
  const [, door, id] = /^\/api\/auth\/(callback|signin)\/([\w-]+)\/?$/.exec(url.pathname) ?? [];
  const provider = id ? providerById(id) : undefined;
  if (!provider) return nextAuthRoute(request, context);
  if (door === 'signin') return new Response(null, { status: 404, headers: privateHeaders });
  if (request.method !== 'GET')
    return new Response(null, { status: 405, headers: { ...privateHeaders, allow: 'GET' } });
  const location = await comeBack(request, provider.id);
  return new Response(null, { status: 303, headers: { ...privateHeaders, location } });
};
harmless.add(authRoute);

/** Ends a round trip. Answers where the browser goes now. */
async function comeBack(request: Request, provider: string): Promise<string> {
  const { searchParams } = new URL(request.url);
  const trip = await openTrip();
  const { requestId } = await currentRequest({ bearer: false });
  // Before anybody else is asked: whoever forges a callback costs nothing.
  if (!trip || trip.provider !== provider || trip.state !== searchParams.get('state')) {
    requestLog(requestId).warn({ provider }, 'a sign-in came back that was not begun here');
    return problemPath('sign-in', null, provider, 'startAgain');
  }
  await forgetTrip();
  const asked = await asSeenByTheBrowser(request);
  const round = await callProvider(() => nextAuth().handlers.GET(asked));
  if (round.proof) return settle(trip, round.proof);
  if (searchParams.get('error') === 'access_denied') return quietPath(trip);
  log(requestId, provider, round, 'a sign-in elsewhere was refused');
  const isAway =
    round.isAway || /^(server_error|temporarily_unavailable)$/.test(searchParams.get('error') ?? '');
  return problemPath(trip.purpose, trip.next, provider, isAway ? 'away' : 'failed');
}

/**
 * The request at the address that the browser sees, as server.mjs has settled it: the provider was told the same. A
 * plain Request, which is all that NextAuth reads: a NextRequest turns 127.0.0.1 into localhost.
 */
async function asSeenByTheBrowser(request: Request): Promise<NextRequest> {
  const header = await headers();
  const origin = `${header.get('x-forwarded-proto')}://${header.get('x-forwarded-host')}`;
  const { pathname, search } = new URL(request.url);
  return new Request(new URL(pathname + search, origin), request) as NextRequest;
}

/** What NextAuth found wrong, and the provider's own word for it (RFC 6749, 5.2), without what was sent. */
function log(requestId: string, provider: string, { isAway, faults }: Round, message: string): void {
  const [err] = faults;
  const { error } = (err ?? {}) as { error?: unknown };
  const reason = typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : undefined;
  requestLog(requestId).warn({ provider, isAway, reason, err }, message);
}

async function settle(trip: Trip, proof: ProvenSubject): Promise<string> {
  if (trip.purpose === 'sign-in') {
    const gone = await signInAs(proof, trip.next);
    if (gone.ok) return gone.value;
    if (gone.error.message !== 'errors.provider.chooseCounty')
      return problemPath(trip.purpose, trip.next, trip.provider, problemOf(gone.error));
    const until = minutesFrom(clock().now(), CHOICE_MINUTES);
    await keep('newcomer', signValue('newcomer', { ...proof.facts, next: trip.next }, until));
    return paths.registration.county();
  }
  const request = await currentRequest({ bearer: false });
  const began = trip.began ?? '';
  const result =
    trip.purpose === 'link'
      ? await linkProvider.execute(request, { proof, began })
      : await reauthenticateWithProvider.execute(request, { proof, began, since: new Date(trip.at) });
  if (!result.ok) {
    if (result.error.reauthRequired) return paths.security.reauthenticate(paths.security.show());
    if (result.error.code === 'unauthenticated')
      return paths.signIn.start(trip.next ?? paths.security.show());
    return problemPath(trip.purpose, trip.next, trip.provider, problemOf(result.error));
  }
  if (trip.purpose === 'fresh') return trip.next ?? paths.dashboard.show();
  await setFlash('providerLinked');
  return paths.security.show();
}

/** Times that a first sign-in is tried: of several at once, those that were too late find the account made. */
const TRIES = 3;

async function signInAs(proof: ProvenSubject, next: string | null): Promise<Result<string>> {
  const request = await currentRequest({ bearer: false });
  let result: Result<SignedInElsewhere> | undefined;
  for (let tries = 0; tries < TRIES && (!result || isLate(result)); tries += 1)
    result = await signInWithProvider.execute(request, { proof });
  if (!result?.ok) return result ?? fail('conflict', 'errors.form.conflict');
  await setSessionCookies(result.value);
  if (result.value.isNew) await setFlash('registered');
  return done(
    result.value.awaitsFactor
      ? paths.signIn.secondFactor(next ?? undefined)
      : (next ?? paths.dashboard.show()),
  );
}

const isLate = (result: Result<unknown>) => !result.ok && result.error.code === 'conflict';

const Waiting = z.object({
  provider: z.string(),
  key: z.string(),
  name: z.string(),
  subject: z.string(),
  email: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  next: z.string().nullable(),
});

/** Whoever has been proven by a provider and has a county to choose yet; null for everybody else. */
export async function newcomer(): Promise<{
  proof: ProvenSubject;
  name: string;
  email: string;
  next: string | null;
} | null> {
  const { data } = Waiting.safeParse(openSignedValue('newcomer', await kept('newcomer'), clock().now()));
  // The settings may have changed meanwhile.
  if (!data?.email || !providerByKey(data.key)) return null;
  const { next, ...facts } = data;
  return { proof: new ProvenSubject({ ...facts, authTime: null }), name: data.name, email: data.email, next };
}

/** What follows when the newcomer's account was made: the session's cookie, and the page they came for. */
export async function enterAsNewcomer(session: SignedInElsewhere): Promise<void> {
  await forget('newcomer');
  await setSessionCookies(session);
  if (session.isNew) await setFlash('registered');
}

async function sessionId(): Promise<string | null> {
  const request = await currentRequest({ bearer: false });
  const actor = await request.identify(clock().now());
  return actor.kind === 'person' && actor.via.kind === 'session' ? actor.via.id : null;
}

/** Of a provider of https, only https is the browser sent to. */
function isProvidersOwn(id: string, url: URL): boolean {
  return url.protocol === 'https:' || providerById(id)?.issuer.startsWith('http:') === true;
}

const minutesFrom = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** The page that a trip was begun on, saying what is wrong. */
function problemPath(
  purpose: Trip['purpose'],
  next: string | null,
  provider: string,
  problem: ProviderProblem,
): string {
  const query = { problem, with: provider };
  if (purpose === 'link') return paths.security.problem(query);
  return purpose === 'fresh'
    ? paths.security.reauthenticateProblem({ next, ...query })
    : paths.signIn.problem({ next, ...query });
}

/** The person thought better of it. */
function quietPath({ purpose, next }: Trip): string {
  if (purpose === 'link') return paths.security.show();
  return purpose === 'fresh'
    ? paths.security.reauthenticate(next ?? undefined)
    : paths.signIn.start(next ?? undefined);
}
