import 'server-only';
import type { z } from 'zod';
import { type BatchAct, type Db, done, fail, type Person, type Result } from '@/lib/kernel';
import { actCalled } from './acts';
import { whyNotBatch } from './policy';
import { type RowResult, RowResults } from './schema';

/** A batch waits this long for its confirmation, and its results are kept as long. */
const BATCH_HOURS = 24;

export type StoredBatch = {
  id: string;
  countyId: string;
  act: BatchAct;
  /** What was asked, as the act's `input` reads it. */
  input: unknown;
  expiresAt: Date;
  doneAt: Date | null;
  /** What became of the rows that are done, from the first on. */
  results: RowResult[];
};

type Asking = { db: Db; actor: Person; now: Date };

/** Keeps a batch for who prepares it. */
export async function keepBatch<S extends z.ZodType<object>>(
  { db, actor, now }: Asking,
  act: Pick<BatchAct<string, S>, 'name' | 'input'>,
  input: z.output<S>,
): Promise<string> {
  const { id } = await db.peopleBatch.create({
    data: {
      countyId: actor.county?.id ?? '',
      userId: actor.id,
      kind: act.name,
      input,
      createdAt: now,
      expiresAt: new Date(now.getTime() + BATCH_HOURS * 3_600_000),
    },
    select: { id: true },
  });
  return id;
}

/** A batch that the actor prepared and may still confirm. Another's, and one that ran out, is not there. */
export async function ownBatch({ db, actor, now }: Asking, batchId: string): Promise<Result<StoredBatch>> {
  const row = await db.peopleBatch.findFirst({
    where: { id: batchId, userId: actor.id, expiresAt: { gt: now } },
  });
  const act = row && actCalled(row.kind);
  if (!act) return fail('not_found', 'errors.batch.gone');
  const reason = whyNotBatch(actor, act.permission);
  if (reason) return fail('forbidden', reason);
  const { id, countyId, expiresAt, doneAt } = row;
  const results = RowResults.parse(row.results ?? []);
  return done({ id, countyId, act, input: act.input.parse(row.input), expiresAt, doneAt, results });
}
