import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { BatchOnly } from './schema';
import { ownBatch } from './stored-batch';

/** Throws a batch away of which nothing is done yet. */
export const cancelBatch = useCase({
  name: 'administration.cancelBatch',
  input: BatchOnly,
  access: 'user.view',
  audit: ({ batchId }) => ({ entity: 'batch', id: batchId }),
  run: async ({ db, actor, now, note }, { batchId }) => {
    const batch = await ownBatch(db, actor, now, batchId);
    if (!batch.ok) return batch;
    // Waits for a confirmation that is at it, and sees then that it came too late.
    await db.$queryRaw`select "id" from "PeopleBatch" where "id" = ${batchId} for update`;
    const still = await ownBatch(db, actor, now, batchId);
    if (!still.ok) return still;
    if (still.value.results.length > 0) return fail('conflict', 'errors.batch.begun');
    await db.peopleBatch.delete({ where: { id: batchId } });
    note({ before: { act: still.value.kind } });
    return done({ id: batchId, kind: still.value.kind });
  },
});
