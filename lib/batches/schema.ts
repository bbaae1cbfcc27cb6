import { z } from 'zod';
import type { RowFault } from '@/lib/kernel';
import { anId } from '@/lib/shared/text';

export const BatchOnly = z.object({ batchId: anId });

/** `from`: how many rows were done when the person confirmed, so that nothing is done by two at once. */
export const RunBatch = z.object({
  batchId: anId,
  from: z.coerce.number({ error: 'errors.form.wrongType' }).int('errors.form.wrongType').min(0).max(1000),
});

const Fault: z.ZodType<RowFault> = z.object({
  field: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** `will`: a rehearsal did it. `unchecked`: the rehearsal had no time for it. `same`: there was nothing to change. */
const RowResult = z.object({
  outcome: z.enum(['will', 'unchecked', 'done', 'same', 'failed']),
  faults: z.array(Fault),
  /** Of what the row made or changed. */
  id: z.string().optional(),
});
export type RowResult = z.output<typeof RowResult>;
export const RowResults = z.array(RowResult);
