import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import type { OfferedAct } from './acts';
import { BatchOnly } from './schema';
import { ownBatch } from './stored-batch';

/** Throws a batch away of which nothing is done yet. */
export const cancelBatch = useCase({
  name: 'administration.cancelBatch',
  input: BatchOnly,
  access: 'user.view',
  audit: ({ batchId }) => ({ entity: 'batch', id: batchId }),
  run: async (context, { batchId }) => {
    const { db, note } = context;
    const batch = await ownBatch(context, batchId);
    if (!batch.ok) return batch;
    // Waits for a confirmation that is at it, and sees then that it came too late.
    await db.$queryRaw`select "id" from "PeopleBatch" where "id" = ${batchId} for update`;
    const still = await ownBatch(context, batchId);
    if (!still.ok) return still;
    if (still.value.results.length > 0) return fail('conflict', 'errors.batch.begun');
    await db.peopleBatch.delete({ where: { id: batchId } });
    const kind = still.value.act.name as OfferedAct['name'];
    note({ before: { act: kind } });
    return done({ id: batchId, kind });
  },
});
