import 'server-only';
import { type Db, done, fail, type Person, type Result } from '@/lib/kernel';
import { whyNotBatch } from './policy';
import { type Act, ActInput, acts, ImportInput, type RowResult, RowResults } from './schema';

/** A batch waits this long for its confirmation, and its results are kept as long. */
export const BATCH_HOURS = 24;

type Common = {
  id: string;
  countyId: string;
  expiresAt: Date;
  doneAt: Date | null;
  /** What became of the rows that are done, from the first on. */
  results: RowResult[];
};
export type StoredBatch = Common & ({ kind: Act; input: ActInput } | { kind: 'import'; input: ImportInput });

/** Keeps a batch for who prepares it. */
export async function keepBatch(
  db: Db,
  actor: Person,
  now: Date,
  batch: { kind: Act; input: ActInput } | { kind: 'import'; input: ImportInput },
): Promise<string> {
  const { id } = await db.peopleBatch.create({
    data: {
      countyId: actor.county?.id ?? '',
      userId: actor.id,
      kind: batch.kind,
      input: batch.input,
      createdAt: now,
      expiresAt: new Date(now.getTime() + BATCH_HOURS * 3_600_000),
    },
    select: { id: true },
  });
  return id;
}

/** A batch that the actor prepared and may still confirm. Another's, and one that ran out, is not there. */
export async function ownBatch(
  db: Db,
  actor: Person,
  now: Date,
  batchId: string,
): Promise<Result<StoredBatch>> {
  const row = await db.peopleBatch.findFirst({
    where: { id: batchId, userId: actor.id, expiresAt: { gt: now } },
  });
  if (!row) return fail('not_found', 'errors.batch.gone');
  const { id, countyId, expiresAt, doneAt } = row;
  const common = { id, countyId, expiresAt, doneAt, results: RowResults.parse(row.results ?? []) };
  const act = acts.find((name) => name === row.kind);
  const batch: StoredBatch = act
    ? { ...common, kind: act, input: ActInput.parse(row.input) }
    : { ...common, kind: 'import', input: ImportInput.parse(row.input) };
  const reason = whyNotBatch(actor, batch.kind);
  return reason ? fail('forbidden', reason) : done(batch);
}

/** How many rows a batch has. */
export const sizeOf = (batch: StoredBatch) =>
  batch.kind === 'import' ? batch.input.lines.length : batch.input.ids.length;
