import 'server-only';
import type { z } from 'zod';
import type { Access } from '@/lib/access/access';
import type { Call } from './admit';
import { type AuditNote, appendAuditEvent, appendReadEvent, countyOf, recordRefusal } from './audit-trail';
import { databaseFault } from './database-faults';
import { behindTheWall, type Db } from './db';
import type { Definition } from './definition';
import type { Repeat } from './idempotency';
import { kickOutbox, orderMail } from './outbox';
import { reachFragments } from './reach';
import type { Failure, Result } from './result';

/** A call whose input was read and whose slow things are done. */
export type Ready<A extends Access, S extends z.ZodType, P, T> = {
  call: Call<A>;
  input: z.output<S>;
  /** What its event says before anything has run; null: it leaves none. */
  opening: AuditNote | null;
  prepared: P;
  repeat: Repeat<T> | null;
};

/** Carries a failure out of the transaction, so that it rolls back; and what was noted, for the refusal's event. */
class RolledBack extends Error {
  constructor(
    readonly failure: Failure,
    readonly note: AuditNote,
  ) {
    super('rolled back');
  }
}

/**
 * Runs the use case in one transaction behind the wall, with its event and the orders of its mails. A failure rolls
 * back and leaves a refusal; a transaction that the database gave up for another one is tried once more.
 */
export async function commit<A extends Access, S extends z.ZodType, P, T>(
  definition: Definition<A, S, P, T>,
  ready: Ready<A, S, P, T>,
): Promise<Result<T>> {
  const { call, opening, prepared } = ready;
  const trail = definition.county ? { ...call.trail, wall: definition.county(prepared) } : call.trail;
  const once = () => behindTheWall(trail.wall, (db) => transact(definition, { ...ready, trail }, db));
  try {
    const { result, mails } = await once().catch((error: unknown) => {
      // Nothing of it was kept, and the other transaction is through.
      if (databaseFault(error) === 'given-up') return once();
      throw error;
    });
    if (mails > 0) kickOutbox();
    return result;
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    if (opening) await recordRefusal(trail, error.note);
    return error.failure;
  }
}

/** One try of the transaction: everything that it notes and orders is its own. */
async function transact<A extends Access, S extends z.ZodType, P, T>(
  definition: Definition<A, S, P, T>,
  { call, trail, input, opening, prepared, repeat }: Ready<A, S, P, T> & Pick<Call<A>, 'trail'>,
  db: Db,
): Promise<{ result: Result<T>; mails: number }> {
  const { actor, now, request } = call;
  const earlier = await repeat?.claim(db, now);
  if (earlier) return { result: earlier, mails: 0 };

  const note: AuditNote = { ...opening };
  let mails = 0;
  const result = await definition.run(
    {
      actor,
      now,
      request,
      db,
      reach: reachFragments(actor, definition.access, now),
      prepared,
      mail: async (mail, order) => {
        mails += 1;
        await orderMail(db, countyOf(trail, note), mail, order, now);
      },
      note: (more) => void Object.assign(note, more),
      // They stand in the trail of the one event that they belong to, whatever else they name.
      record: (what) =>
        appendAuditEvent(db, { ...trail, wall: countyOf(trail, note), outcome: 'done', note: what }),
    },
    input,
  );
  if (!result.ok && !definition.keepOnFail) throw new RolledBack(result, note);

  if (result.ok) await repeat?.keep(db, result.value);
  else await repeat?.release(db);
  if (result.ok && definition.reads && actor.kind === 'person' && actor.isStaff)
    await appendReadEvent(db, { ...trail, outcome: 'done', note: { ...definition.reads(input), ...note } });
  if (opening) await appendAuditEvent(db, { ...trail, outcome: result.ok ? 'done' : 'failed', note });
  return { result, mails };
}
