import 'server-only';
import { done, useCase } from '@/lib/kernel';
import { actingFor, foresee } from './rehearsal';
import { BatchOnly, type RowResult } from './schema';
import { ownBatch } from './stored-batch';
import type { BatchView } from './view';

const rowless: RowResult = { outcome: 'failed', faults: [] };

/**
 * A batch as it stands: rows that are done with what became of them, the others with what would happen now, which is
 * found out by doing it and taking it back. Only who prepared it sees it.
 */
export const getBatch = useCase({
  name: 'administration.getBatch',
  input: BatchOnly,
  access: 'user.view',
  audit: 'none',
  reads: ({ batchId }) => ({ entity: 'batch', id: batchId }),
  run: async (context, { batchId }) => {
    const found = await ownBatch(context, batchId);
    if (!found.ok) return found;
    const batch = found.value;
    const { id, act, input, expiresAt, doneAt, results } = batch;
    // Nothing of a rehearsal leaves the portal.
    const acting = actingFor({ ...context, mail: async () => {} }, batch);
    const ahead = doneAt
      ? []
      : await foresee(acting.db, await act.work(acting, batch), results.length, act.size(input));
    const known = [...results, ...ahead];
    const { rows, ...shown } = await act.show(acting, batch);
    return done({
      ...shown,
      id,
      kind: act.name,
      expiresAt: expiresAt.toISOString(),
      state: doneAt ? 'done' : results.length > 0 ? 'begun' : 'waiting',
      from: results.length,
      rows: rows.map((row, index) => ({ ...row, ...(known[index] ?? rowless) })),
    } as BatchView);
  },
});
