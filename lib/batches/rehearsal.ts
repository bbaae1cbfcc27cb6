import 'server-only';
import {
  type Acting,
  type AuditNote,
  type BatchWork,
  type Db,
  inSavepoint,
  reachFragments,
  rehearse,
  rowFaults,
} from '@/lib/kernel';
import type { RowResult } from './schema';
import type { StoredBatch } from './stored-batch';

/** How long (ms) rows are rehearsed for a page: the database ends a transaction after 5 s. */
const REHEARSED_MS = 2500;

/** Whoever runs a batch acts with the reach of its act's permission. Events are the batch's own to write. */
export function actingFor(
  { db, actor, now, mail }: Pick<Acting, 'db' | 'actor' | 'now' | 'mail'>,
  { act }: StoredBatch,
): Acting {
  return { db, actor, now, reach: reachFragments(actor, act.permission, now), mail, note: () => {} };
}

/** Does one row, within a savepoint of its own, and answers what became of it. Throws what is a bug, or a key that is taken. */
export async function attemptRow(
  db: Db,
  work: BatchWork,
  index: number,
): Promise<{ result: RowResult; note?: AuditNote }> {
  const known = work.faultsOf?.(index) ?? [];
  if (known.length > 0) return { result: { outcome: 'failed', faults: [...known] } };
  const act = await inSavepoint(db, () => work.perform(index));
  if (!act.ok) return { result: { outcome: 'failed', faults: rowFaults(act.error) } };
  if (act.value === 'same') return { result: { outcome: 'same', faults: [] } };
  const { note } = act.value;
  return { result: { outcome: 'done', faults: [], ...(note.id ? { id: note.id } : {}) }, note };
}

/** What would become of the rows that are not done yet. */
export async function foresee(db: Db, work: BatchWork, from: number, size: number): Promise<RowResult[]> {
  if (work.foresee)
    return (await work.foresee(from)).map((faults) => ({
      outcome: faults.length > 0 ? 'failed' : 'will',
      faults,
    }));
  return rehearse(db, async () => {
    const results: RowResult[] = [];
    const began = performance.now();
    for (let index = from; index < size; index += 1) {
      // A slow moment costs the page some certainty, not its answer: whatever is left is checked when it is done.
      const isLate = performance.now() - began > REHEARSED_MS;
      results.push(isLate ? { outcome: 'unchecked', faults: [] } : await rehearseRow(db, work, index));
    }
    return results;
  });
}

async function rehearseRow(db: Db, work: BatchWork, index: number): Promise<RowResult> {
  const { outcome, faults } = (await attemptRow(db, work, index)).result;
  return { outcome: outcome === 'done' ? 'will' : outcome, faults };
}
