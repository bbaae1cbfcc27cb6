import 'server-only';
import type { z } from 'zod';
import type { Access } from '@/lib/access/access';
import { env } from '@/lib/platform/env';
import { HashQueueFull } from '@/lib/platform/hashing';
import { requestLog } from '@/lib/platform/log';
import type { Actor } from './actor';
import { admit, type Call, parse, readable, whyNotAdmitted } from './admit';
import { recordRefusal, recordRepeatedRefusal } from './audit-trail';
import { commit } from './commit';
import { databaseFault } from './database-faults';
import type { Definition, Entrance } from './definition';
import { idempotentAnswer } from './idempotency';
import { hasher, rateLimiter } from './ports';
import type { PortalRequest } from './request';
import { done, type Failure, type Fault, fail, type Result } from './result';

export type UseCase<S extends z.ZodType = z.ZodType, T = unknown> = {
  readonly name: string;
  readonly input: S;
  readonly output: z.ZodType<T> | undefined;
  readonly access: Access;
  readonly ofOneCounty: boolean;
  readonly fresh: boolean;
  /** Whether reading by it is recorded. */
  readonly reads: boolean;
  /** What stands in an actor's way whatever they ask of it; null where nothing does. A page's guard asks it. */
  whyNot(actor: Actor, now: Date): Fault | null;
  /** Runs it for a caller. Never throws for what the caller did; a throw is a bug. */
  execute(request: PortalRequest, input: unknown): Promise<Result<T>>;
};

/** Every use case that was loaded, by name: what the registry tests and OpenAPI read. */
export const useCases = new Map<string, UseCase>();

/**
 * Makes a use case. The order is the same for every caller: admit (who asks, may they) → parse → spend what is limited
 * → prepare (slow things) → commit (one transaction behind the wall: run, audit event and mails).
 */
export function useCase<const A extends Access, S extends z.ZodType, T, P = undefined>(
  definition: Definition<A, S, P, T>,
): UseCase<S, T> {
  return enrol(definition, (request, raw) => run(definition, request, raw));
}

async function run<A extends Access, S extends z.ZodType, P, T>(
  definition: Definition<A, S, P, T>,
  request: PortalRequest,
  raw: unknown,
): Promise<Result<T>> {
  const admitted = await admit(definition, request);
  if (!admitted.ok) return admitted;
  const call = admitted.value;
  const parsed = parse(definition, call, raw);
  if (!parsed.ok) {
    if (parsed.error.reauthRequired) await recordRepeatedRefusal(call.trail);
    return withAllFaults(definition, call, raw, parsed);
  }
  const input = parsed.value;

  // A public use case may be about another county than its caller's: no row of the caller's fits into its transaction.
  const repeat =
    definition.access === 'public' ? null : idempotentAnswer<T>(definition.name, call.actor, request, input);
  const earlier = await repeat?.find(call.now);
  if (earlier) return earlier;

  const spent = await spend(definition, call, input);
  if (!spent.ok) return (await repeat?.find(call.now)) ?? spent;

  const opening = definition.audit === 'none' ? null : definition.audit(input);
  const preparation = await prepare(definition, call, input);
  if (!preparation.ok) {
    // The first request with this key may have committed meanwhile, and be what stands in this one's way.
    const first = await repeat?.find(call.now);
    if (first) return first;
    if (opening) await recordRefusal(call.trail, opening);
    return preparation;
  }

  const result = await commit(definition, { call, input, opening, prepared: preparation.value, repeat });
  if (result.ok) await spent.value.giveBack();
  return result;
}

/** What cannot be read, and what is wrong with the fields that can. */
async function withAllFaults<A extends Access, S extends z.ZodType, P, T>(
  { alsoWrong, input }: Definition<A, S, P, T>,
  { actor, now }: Call<A>,
  raw: unknown,
  failure: Failure,
): Promise<Failure> {
  if (!alsoWrong || failure.error.code !== 'invalid') return failure;
  const more = await alsoWrong(readable(input, raw), actor, now);
  return { ok: false, error: { ...failure.error, fields: { ...more, ...failure.error.fields } } };
}

/** Counts the call against its limits. `giveBack` takes it off again where only failures count. */
async function spend<A extends Access, S extends z.ZodType, P, T>(
  { limits, audit }: Definition<A, S, P, T>,
  { actor, request, trail }: Call<A>,
  input: z.output<S>,
): Promise<Result<{ giveBack(): Promise<void> }>> {
  const asked = env().RATE_LIMITS ? (limits?.(input, request, actor) ?? []) : [];
  const limiter = await rateLimiter();
  const wait = await limiter.spend(asked);
  if (wait !== null) {
    if (audit !== 'none') await recordRepeatedRefusal(trail);
    return fail('too_many', 'errors.limits.wait', { retryAfter: wait });
  }
  return done({ giveBack: () => limiter.giveBack(asked.filter(({ counts }) => counts === 'failures')) });
}

async function prepare<A extends Access, S extends z.ZodType, P, T>(
  definition: Definition<A, S, P, T>,
  { actor, now, request }: Call<A>,
  input: z.output<S>,
): Promise<Result<P>> {
  // Without `prepare`, P is undefined.
  if (!definition.prepare) return done(undefined as P);
  return definition.prepare({ actor, now, request, hasher: hasher() }, input);
}

type Enrolled<S extends z.ZodType, T> = Entrance<Access, S> & { output?: z.ZodType<T>; reads?: unknown };

/** Puts what was defined among the use cases. What `answer` throws is told as the failure that it is, or is a bug. */
export function enrol<S extends z.ZodType, T>(
  definition: Enrolled<S, T>,
  answer: (request: PortalRequest, raw: unknown) => Promise<Result<T>>,
): UseCase<S, T> {
  const { name, input, output, access, fresh, ofOneCounty, reads } = definition;
  const made: UseCase<S, T> = {
    name,
    input,
    output,
    access,
    ofOneCounty: ofOneCounty !== undefined,
    fresh: fresh !== undefined,
    reads: reads !== undefined,
    whyNot: (actor, now) => whyNotAdmitted(definition, actor, now)?.error ?? null,
    execute: (request, raw) =>
      answer(request, raw).catch((error: unknown) => failureOf(error, name, request.requestId)),
  };
  useCases.set(name, made as unknown as UseCase);
  return made;
}

/** What the portal itself is to blame for, as a failure; anything else is a bug and thrown on. */
function failureOf(error: unknown, useCase: string, requestId: string): Failure {
  if (error instanceof HashQueueFull)
    return fail('unavailable', 'errors.service.busy', { retryAfter: error.retryAfter });
  const fault = databaseFault(error);
  if (fault === null) throw error;
  // Two wrote at once what only one can; the second is told, not answered with our own fault.
  if (fault !== 'away') return fail('conflict', 'errors.form.conflict');
  requestLog(requestId).error({ err: error, useCase }, 'the database is away');
  return fail('unavailable', 'errors.service.away', { retryAfter: 5 });
}
