import { z } from 'zod';
import { choice, lineOrNone, schemasOf } from '@/lib/fields';
import { anId, optionalLine, severalOf } from '@/lib/shared/text';

/** Most people of one bulk act: what a page of the list shows. */
export const MOST_CHOSEN = 100;

/** What can be done to several people at once. */
export const acts = ['deactivate', 'give-role', 'take-role', 'add-department'] as const;
export type Act = (typeof acts)[number];

/** What is to happen to the people who were ticked in a list. */
export const bulkFields = {
  act: choice({
    of: z.enum(acts, { error: 'errors.batch.chooseAct' }),
    fault: 'errors.batch.chooseAct',
    label: 'people.bulk.act',
  }),
  /** Of giving and taking a role: its name. */
  role: choice({
    of: optionalLine(60, 'errors.role.choose'),
    fault: 'errors.role.choose',
    label: 'people.bulk.role',
  }),
  /** Of adding to a department: its id. */
  department: choice({
    of: optionalLine(64, 'errors.department.unknown'),
    fault: 'errors.department.unknown',
    label: 'people.bulk.department',
  }),
  /** Of a deactivation. */
  reason: lineOrNone({
    max: 300,
    tooLong: 'errors.reason.tooLong',
    label: 'people.bulk.reason',
    autoComplete: 'off',
  }),
};

export const CreateBatch = z.object({
  ids: severalOf(anId, MOST_CHOSEN, 'errors.batch.tooMany').refine(
    (ids) => ids.length > 0,
    'errors.batch.choosePeople',
  ),
  ...schemasOf(bulkFields),
});
export type CreateBatchInput = z.output<typeof CreateBatch>;

/** What a batch keeps of what was asked. */
export const ActInput = CreateBatch.omit({ act: true });
export type ActInput = z.output<typeof ActInput>;
