import 'server-only';
import { z } from 'zod';
import { type Access, opens } from '@/lib/access/access';
import { type Actor, type Person, stranger, wallOf } from './actor';
import { recordRefusal, recordRepeatedRefusal, recordTokenUse, type Trail } from './audit-trail';
import type { ActorFor, Entrance } from './definition';
import { clock } from './ports';
import type { PortalRequest } from './request';
import { done, type Failure, fail, invalid, type Result } from './result';

/** One call of a use case by somebody who may: who asks, when, by which request, and the trail of its events. */
export type Call<A extends Access> = {
  actor: ActorFor<A>;
  now: Date;
  request: PortalRequest;
  trail: Trail;
};

/**
 * Lets a call in when its sender may run the use case. A refusal leaves an event, save of strangers, who are nobody; of
 * people who only have to prove again who they are, one a minute. A token's first use of a day leaves one, too.
 */
export async function admit<A extends Access, S extends z.ZodType>(
  entrance: Entrance<A, S> & { county?: unknown },
  request: PortalRequest,
): Promise<Result<Call<A>>> {
  const now = clock().now();
  const actor = await request.identify(now);
  // What a password or a mailed link proves is not the act of whoever is signed in meanwhile.
  const trail = trailOf(entrance.name, entrance.county ? stranger : actor, request, now);
  const refusal = whyNotAdmitted(entrance, actor, now);
  if (!refusal) {
    if (actor.kind === 'person' && actor.via.kind !== 'session' && actor.via.firstToday)
      await recordTokenUse(trailOf(entrance.name, actor, request, now), actor.via.id);
    return done({ actor: actor as ActorFor<A>, now, request, trail });
  }
  if (refusal.error.code === 'forbidden') await recordRefusal(trail, {});
  else if (refusal.error.reauthRequired) await recordRepeatedRefusal(trail);
  return refusal;
}

function trailOf(event: string, actor: Actor, request: PortalRequest, at: Date): Trail {
  return { event, actor, request, at, wall: wallFor(actor) };
}

function wallFor(actor: Actor): string | null {
  if (actor.kind === 'stranger') return null;
  return wallOf(actor.kind === 'person' ? actor.county?.id : null);
}

/** Why somebody may not run a use case, whatever the input: unauthenticated, not fresh, forbidden; null when they may. */
export function whyNotAdmitted<A extends Access, S extends z.ZodType>(
  { access, ofOneCounty, fresh, beforeFactor }: Entrance<A, S>,
  actor: Actor,
  now: Date,
): Failure | null {
  // The system is nobody's deputy: it runs its own use cases alone, and nobody else runs those.
  if (actor.kind === 'system')
    return access === 'system' ? null : fail('forbidden', 'errors.access.notAllowed');
  if (access === 'public') return null;
  if (actor.kind === 'stranger') return fail('unauthenticated', 'errors.access.signIn');
  if (actor.lacksFactor && !beforeFactor)
    return fail('forbidden', 'errors.access.setUpFactor', { factorRequired: true });
  if (!opens(actor.grants, access)) return fail('forbidden', 'errors.access.notAllowed');
  if (ofOneCounty && !actor.county) return fail('forbidden', ofOneCounty);
  return fresh === true ? whyNotFresh(actor, now) : null;
}

/** The input by the use case's schema. Where only some inputs ask for a fresh sign-in, one that cannot be read does. */
export function parse<A extends Access, S extends z.ZodType>(
  { input, fresh }: Entrance<A, S>,
  { actor, now }: Call<A>,
  raw: unknown,
): Result<z.output<S>> {
  const parsed = input.safeParse(raw);
  const asksFresh = typeof fresh === 'function' && (!parsed.success || fresh(parsed.data));
  const stale = asksFresh ? whyNotFresh(actor, now) : null;
  if (stale) return stale;
  return parsed.success ? done(parsed.data) : { ok: false, error: invalid(parsed.error) };
}

/** The fields of an input that can be read, each by itself. */
export function readable<S extends z.ZodType>(input: S, raw: unknown): Partial<z.output<S>> {
  const isObject = typeof raw === 'object' && raw !== null;
  if (!(input instanceof z.ZodObject) || !isObject) return {};
  const read = Object.entries(input.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
    const parsed = field.safeParse((raw as Record<string, unknown>)[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return Object.fromEntries(read) as Partial<z.output<S>>;
}

function whyNotFresh(actor: Actor, now: Date): Failure | null {
  return actor.kind === 'person' && isFresh(actor, now)
    ? null
    : fail('unauthenticated', 'errors.access.signInAgain', { reauthRequired: true });
}

/**
 * Whether somebody has proven in the last ten minutes who they are: by a second factor, where one is in use. A token
 * never has.
 */
export function isFresh({ via, hasFactor }: Person, now: Date): boolean {
  if (via.kind !== 'session' || via.freshUntil === null || via.freshUntil <= now) return false;
  return via.freshByFactor || !hasFactor;
}
