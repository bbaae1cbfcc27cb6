import 'server-only';
import type { z } from 'zod';
import type { Access } from '@/lib/access/access';
import { env } from '@/lib/platform/env';
import { type Hasher, HashQueueFull } from '@/lib/platform/hashing';
import { requestLog } from '@/lib/platform/log';
import type { Limit } from '@/lib/platform/rate-limit';
import { type Actor, type Person, stranger, wallOf } from './actor';
import { type AuditNote, type AuditOutcome, appendAuditEvent, appendReadEvent } from './audit-trail';
import { behindTheWall, type Db, isDatabaseAway, isGivenUp, isKeyViolation } from './db';
import { idempotentAnswer } from './idempotency';
import { kickOutbox, type MailOrder, orderMail } from './outbox';
import { clock, hasher, rateLimiter } from './ports';
import { type ReachFragments, reachFragments } from './reach';
import type { PortalRequest } from './request';
import { type Fault, fail, type Result } from './result';

type ActorFor<A extends Access> = A extends 'public' ? Actor : Person;

/** Before the transaction: for what is slow (hashing, other servers) and for the reviewed look-ups of identity.ts. */
export type PrepareContext<A extends Access> = {
  actor: ActorFor<A>;
  now: Date;
  request: PortalRequest;
  hasher: Hasher;
};

/** Inside the one transaction, behind the wall. */
export type RunContext<A extends Access, P> = {
  actor: ActorFor<A>;
  now: Date;
  request: PortalRequest;
  db: Db;
  /** Where-fragments: which rows the actor's permission covers. */
  reach: ReachFragments;
  prepared: P;
  /** Promises a mail: it leaves after the commit, or not at all. */
  mail(order: MailOrder): Promise<void>;
  /** Adds to the audit event: what it was about, what stood before and after. */
  note(more: AuditNote): void;
  /** Appends one more event of the same name, for use cases that change many things at once. */
  record(note: AuditNote): Promise<void>;
};

export type Definition<A extends Access, S extends z.ZodType, P, T> = {
  /** `domain.verbNoun`: the export's name, the audit event, the row of the access matrix. */
  name: string;
  input: S;
  /** The shape of what it answers, for API v1 and its document; a view, never a row. */
  output?: z.ZodType<T>;
  access: A;
  /** For a county's own people: what is said to who belongs to none, however far their permission reaches. */
  ofOneCounty?: string;
  /** Asks for a sign-in of the last ten minutes (docs/security.md, "Sessions"): always, or for some inputs alone. */
  fresh?: true | ((input: z.output<S>) => boolean);
  /** Open to whoever must have a second factor and has none yet: what leads to one, and signing out. */
  beforeFactor?: true;
  limits?: (input: z.output<S>, request: PortalRequest, actor: ActorFor<A>) => Limit[];
  prepare?: (context: PrepareContext<A>, input: z.output<S>) => Promise<Result<P>>;
  /**
   * For what a password or a mailed link proves: which county the transaction is about, from what `prepare` found. Who
   * is signed in meanwhile has no part in it and may be of another county: its events name who was proven (`by`), or
   * nobody.
   */
  county?: (prepared: P) => string | null;
  /** What the audit event says; null: this call leaves none (a further batch of one export). */
  audit: 'none' | ((input: z.output<S>) => AuditNote | null);
  /** A read of other people's data: recorded once a reader, thing and READ_MINUTES, when staff or a program reads. */
  reads?: (input: z.output<S>) => AuditNote;
  /** Keeps what was written although the answer is a failure: failed tries are counted. */
  keepOnFail?: true;
  run: (context: RunContext<A, P>, input: z.output<S>) => Promise<Result<T>>;
};

/** For what the identity alone answers (who am I): no transaction, no write, nothing to audit. */
export type Question<A extends Access, S extends z.ZodType, T> = {
  name: string;
  input: S;
  output?: z.ZodType<T>;
  access: A;
  beforeFactor?: true;
  answer: (context: { actor: ActorFor<A>; now: Date }, input: z.output<S>) => Result<T>;
};

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

/** Carries a failure out of the transaction, so that it rolls back. */
class Rollback extends Error {
  constructor(readonly result: Result<never>) {
    super('rolled back');
  }
}

/**
 * Makes a use case. The order is the same for every caller: authenticate, access, parse, rate limit, prepare, one
 * transaction behind the wall, run, audit event and mail in that transaction.
 */
export function useCase<const A extends Access, S extends z.ZodType, T, P = undefined>(
  definition: Definition<A, S, P, T> | Question<A, S, T>,
): UseCase<S, T> {
  const execute = async (request: PortalRequest, raw: unknown): Promise<Result<T>> => {
    try {
      return await answer(definition, request, raw);
    } catch (error) {
      if (error instanceof HashQueueFull)
        return fail('unavailable', 'errors.service.busy', { retryAfter: error.retryAfter });
      if (isDatabaseAway(error)) {
        requestLog(request.requestId).error({ err: error, useCase: definition.name }, 'the database is away');
        return fail('unavailable', 'errors.service.away', { retryAfter: 5 });
      }
      // Two wrote at once what only one can; the second is told, not answered with our own fault.
      if (isKeyViolation(error) || isGivenUp(error)) return fail('conflict', 'errors.form.conflict');
      throw error;
    }
  };
  const { name, input, output, access } = definition;
  const fresh = 'fresh' in definition && definition.fresh !== undefined;
  const ofOneCounty = 'ofOneCounty' in definition && definition.ofOneCounty !== undefined;
  const reads = 'reads' in definition && definition.reads !== undefined;
  const whyNot = (actor: Actor, now: Date) => {
    const refusal = whyNotAllowed(definition, actor, now);
    return refusal && !refusal.ok ? refusal.error : null;
  };
  const made = { name, input, output, access, ofOneCounty, fresh, reads, whyNot, execute };
  useCases.set(made.name, made as unknown as UseCase);
  return made;
}

async function answer<A extends Access, S extends z.ZodType, P, T>(
  definition: Definition<A, S, P, T> | Question<A, S, T>,
  request: PortalRequest,
  raw: unknown,
): Promise<Result<T>> {
  const now = clock().now();
  const actor = await request.identify(now);

  const refusal = whyNotAllowed(definition, actor, now);
  if (refusal) {
    if (!refusal.ok && refusal.error.code === 'forbidden')
      await recordRefusal(definition.name, countyOf(actor), actor, request, now, {});
    return refusal;
  }

  const parsed = definition.input.safeParse(raw);
  const fresh = 'fresh' in definition && typeof definition.fresh === 'function' ? definition.fresh : null;
  const stale = fresh && (!parsed.success || fresh(parsed.data)) ? whyNotFresh(actor, now) : null;
  if (stale) return stale;
  if (!parsed.success) return { ok: false, error: invalid(parsed.error) };
  const input = parsed.data;

  const able = actor as ActorFor<A>;
  const named = 'county' in definition && definition.county ? stranger : actor;
  if ('answer' in definition) return definition.answer({ actor: able, now }, input);

  // A public use case may be about another county than its caller's: no row of the caller's fits into its transaction.
  const repeat =
    definition.access === 'public' ? null : idempotentAnswer<T>(definition.name, actor, request, input);
  const answered = await repeat?.find(now);
  if (answered) return answered;

  const limits = env().RATE_LIMITS ? (definition.limits?.(input, request, able) ?? []) : [];
  const limiter = await rateLimiter();
  const wait = await limiter.spend(limits);
  if (wait !== null)
    return (await repeat?.find(now)) ?? fail('too_many', 'errors.limits.wait', { retryAfter: wait });

  const opening = definition.audit === 'none' ? null : definition.audit(input);
  const isAudited = opening !== null;
  let note: AuditNote = { ...opening };
  const preparation = definition.prepare
    ? await definition.prepare({ actor: able, now, request, hasher: hasher() }, input)
    : ({ ok: true, value: undefined as P } as const);
  if (!preparation.ok) {
    // The first request with this key may have committed meanwhile, and be what stands in this one's way.
    const first = await repeat?.find(now);
    if (first) return first;
    if (isAudited) await recordRefusal(definition.name, countyOf(named, note), named, request, now, note);
    return preparation;
  }
  const prepared = preparation.value;

  const wall = definition.county
    ? definition.county(prepared)
    : actor.kind === 'person'
      ? wallOf(actor.county?.id)
      : null;
  // Who looks at every county says whose event and mail it is.
  const countyId = () => (wall === '*' ? (note.county ?? null) : wall);
  const about = (outcome: AuditOutcome, what: AuditNote) =>
    ({
      event: definition.name,
      outcome,
      countyId: countyId(),
      actor: named,
      request,
      at: now,
      note: what,
    }) as const;
  let mails = 0;
  const transaction = async (db: Db): Promise<Result<T>> => {
    mails = 0;
    note = { ...opening };
    const earlier = await repeat?.claim(db, now);
    if (earlier) return earlier;
    const outcome = await definition.run(
      {
        actor: able,
        now,
        request,
        db,
        reach: reachFragments(actor, definition.access, now),
        prepared,
        mail: async (order) => {
          mails += 1;
          await orderMail(db, countyId(), order, now);
        },
        note: (more) => void Object.assign(note, more),
        record: (what) => appendAuditEvent(db, about('done', what)),
      },
      input,
    );
    if (!outcome.ok && !definition.keepOnFail) throw new Rollback(outcome);
    if (outcome.ok) await repeat?.keep(db, outcome.value);
    else await repeat?.release(db);
    if (outcome.ok && definition.reads && actor.kind === 'person' && actor.isStaff) {
      Object.assign(note, definition.reads(input), note);
      await appendReadEvent(db, about('done', note));
    }
    if (isAudited) await appendAuditEvent(db, about(outcome.ok ? 'done' : 'failed', note));
    return outcome;
  };
  const result = await behindTheWall(wall, transaction)
    .catch((error: unknown) => {
      // Nothing of it was kept: once more, now that the other transaction is through.
      if (isGivenUp(error)) return behindTheWall(wall, transaction);
      throw error;
    })
    .catch(async (error: unknown) => {
      if (!(error instanceof Rollback)) throw error;
      if (isAudited) await recordRefusal(definition.name, countyId(), named, request, now, note);
      return error.result;
    });

  if (result.ok) await limiter.giveBack(limits.filter((limit) => limit.counts === 'failures'));
  if (mails > 0) kickOutbox();
  return result;
}

/** The kernel's own answer before any work: unauthenticated, not fresh, forbidden; null when the actor may go on. */
function whyNotAllowed(
  definition: { access: Access; ofOneCounty?: string; fresh?: unknown; beforeFactor?: true },
  actor: Actor,
  now: Date,
): Result<never> | null {
  if (definition.access === 'public') return null;
  if (actor.kind === 'stranger') return fail('unauthenticated', 'errors.access.signIn');
  if (actor.lacksFactor && !definition.beforeFactor)
    return fail('forbidden', 'errors.access.setUpFactor', { factorRequired: true });
  if (definition.access !== 'signed-in' && !actor.grants.has(definition.access))
    return fail('forbidden', 'errors.access.notAllowed');
  if (definition.ofOneCounty && !actor.county) return fail('forbidden', definition.ofOneCounty);
  return definition.fresh === true ? whyNotFresh(actor, now) : null;
}

function whyNotFresh(actor: Actor, now: Date): Result<never> | null {
  return actor.kind === 'person' && isFresh(actor, now)
    ? null
    : fail('unauthenticated', 'errors.access.signInAgain', { reauthRequired: true });
}

/** Whether somebody has proven in the last ten minutes who they are. A token never has. */
export function isFresh(actor: Person, now: Date): boolean {
  return actor.via.kind === 'session' && actor.via.freshUntil !== null && actor.via.freshUntil > now;
}

/** Whose trail a refusal belongs to: the actor's county's, or where they look at every one the county that is noted. */
function countyOf(actor: Actor, note: AuditNote = {}): string | null {
  return actor.kind === 'person' ? (actor.county?.id ?? note.county ?? null) : null;
}

/** Refusals leave a trace of their own: what was tried was rolled back, perhaps the county that it noted, too. */
async function recordRefusal(
  event: string,
  countyId: string | null,
  actor: Actor,
  request: PortalRequest,
  at: Date,
  note: AuditNote,
): Promise<void> {
  const outcome: AuditOutcome = 'refused';
  const { by: _by, before: _before, after: _after, ...about } = note;
  await behindTheWall(countyId, async (db) => {
    const isThere = countyId !== null && (await db.county.count({ where: { id: countyId } })) > 0;
    const whose = isThere ? countyId : null;
    await appendAuditEvent(db, { event, outcome, countyId: whose, actor, request, at, note: about });
  });
}

/** zod's issues as a fault: field name -> message keys; a fault of the whole goes under "". */
export function invalid(error: z.ZodError): Fault {
  const fields: Record<string, string[]> = Object.create(null);
  for (const issue of error.issues) {
    // An item of a list is a fault of the list: that is the field that people see.
    const name = issue.path
      .filter((part) => typeof part !== 'number')
      .map(String)
      .join('.');
    // What zod says in its own words (a wrong type) is for programs; people get a general line.
    const message = issue.message.startsWith('errors.') ? issue.message : 'errors.form.wrongType';
    const messages = fields[name] ?? [];
    fields[name] = messages.includes(message) ? messages : [...messages, message];
  }
  return {
    code: 'invalid',
    message: Object.values(fields)[0]?.[0] ?? 'errors.form.problem',
    fields: { ...fields },
  };
}
