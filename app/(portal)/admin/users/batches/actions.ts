'use server';

import { formAction, setFlash } from '@/lib/adapters/form-action';
import { createBatch, createImport } from '@/lib/administration';
import { cancelBatch, runBatch } from '@/lib/batches';
import { paths } from '@/lib/shared/paths';
import { runToTheEnd } from './run-to-the-end';

const toBatch = ({ id }: { id: string }) => paths.people.batch(id);

/** The list's form: `ids` (ticked), `act`, `role`, `department`, `reason`. */
export const createBatchAction = formAction(createBatch, { then: toBatch });
/** The import's form: `file` or `text`. */
export const createImportAction = formAction(createImport, { files: ['file'], then: toBatch });
export const runBatchAction = formAction(runBatch, {
  afterwards: async (first) => setFlash((await runToTheEnd(first)) ? 'batchDone' : 'batchStopped'),
  then: toBatch,
});
export const cancelBatchAction = formAction(cancelBatch, {
  then: ({ kind }) => (kind === 'import' ? paths.people.import() : paths.people.list()),
  flash: 'batchCancelled',
});
