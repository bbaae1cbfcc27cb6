import 'server-only';
import { type AuditNote, databaseFault, done, fail, useCase } from '@/lib/kernel';
import { requestLog } from '@/lib/platform/log';
import { actingFor, attemptRow } from './rehearsal';
import { type RowResult, RunBatch } from './schema';
import { ownBatch } from './stored-batch';

/** Rows of one transaction, and how long it may go on (ms): far from the 5 s after which the database ends one. */
const ROWS_AT_ONCE = 50;
const LONG_ENOUGH = 1200;

/**
 * Does the next rows of a batch, in one transaction with their results: whoever stops it in the middle stops between
 * two transactions, and the batch goes on from there. Of any number of confirmations at once one does them; a row is
 * done once. `next` is where to go on, null at the end.
 */
export const runBatch = useCase({
  name: 'administration.runBatch',
  input: RunBatch,
  access: 'user.view',
  fresh: true,
  audit: ({ batchId }) => ({ entity: 'batch', id: batchId }),
  run: async (context, { batchId, from }) => {
    const { db, now, note, record, request } = context;
    const found = await ownBatch(context, batchId);
    if (!found.ok) return found;
    const claimed = await db.$queryRaw<unknown[]>`
      select "id" from "PeopleBatch" where "id" = ${batchId} for update skip locked`;
    // Read again now that nobody else writes: what was read before the claim may be old.
    const batch = claimed.length > 0 ? await ownBatch(context, batchId) : null;
    if (batch && !batch.ok) return batch;
    if (!batch || (batch.value.results.length !== from && !batch.value.doneAt))
      return fail('conflict', 'errors.batch.underWay');
    if (batch.value.doneAt) return fail('conflict', 'errors.batch.doneAlready');

    const { act, input } = batch.value;
    const size = act.size(input);
    const work = await act.work(actingFor(context, batch.value), batch.value);
    const began = performance.now();
    const results: RowResult[] = [];
    const notes: AuditNote[] = [];
    for (let index = from; index < size && results.length < ROWS_AT_ONCE; index += 1) {
      const row = await doRow(index);
      results.push(row.result);
      if (row.note) notes.push({ ...row.note, after: { ...row.note.after, batch: batchId } });
      if (performance.now() - began > LONG_ENOUGH) break;
    }

    const next = from + results.length < size ? from + results.length : null;
    await db.peopleBatch.update({
      where: { id: batchId },
      data: { results: [...batch.value.results, ...results], doneAt: next === null ? now : null },
    });
    // Last: from the first event to the commit the other events of the county wait.
    for (const each of notes) await record(each);
    const count = (outcome: RowResult['outcome']) => results.filter((row) => row.outcome === outcome).length;
    note({
      after: { act: act.name, from, done: count('done'), same: count('same'), failed: count('failed') },
    });
    return done({ id: batchId, next });

    async function doRow(index: number): ReturnType<typeof attemptRow> {
      try {
        return await attemptRow(db, work, index);
      } catch (error) {
        // The row's savepoint is rolled back. With the connection gone that throws instead, and ends the transaction.
        if (databaseFault(error) === 'key') return { result: { outcome: 'failed', faults: [work.taken] } };
        requestLog(request.requestId).error(
          { err: error, batch: batchId, row: index },
          'a row of a batch broke',
        );
        return { result: { outcome: 'failed', faults: [{ field: '', message: 'errors.batch.broke' }] } };
      }
    }
  },
});
