import { z } from 'zod';
import { choice, type Fields, lineOrNone, schemasOf } from '@/lib/fields';
import { anId, optionalLine, severalOf } from '@/lib/shared/text';

/** Most people of one bulk act: what a page of the list shows. */
export const MOST_CHOSEN = 100;
/** Most people of one file. */
export const MOST_IMPORTED = 500;

/** What can be done to several people at once. */
export const acts = ['deactivate', 'give-role', 'take-role', 'add-department'] as const;
export type Act = (typeof acts)[number];
/** Whatever a batch can be: an act on people who are there, or the import of new ones. */
export type BatchKind = Act | 'import';

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

/** A file's bytes, or the same as text that was pasted. */
export const importFields = {
  file: {
    kind: 'file',
    schema: z.instanceof(Uint8Array, { error: 'errors.import.choose' }).optional(),
    faults: ['errors.import.choose'],
    label: 'batches.import.file',
    hint: 'batches.import.fileHint',
    accept: '.csv,.txt,text/csv,text/plain',
  },
  text: {
    kind: 'lines',
    schema: z.string({ error: 'errors.import.choose' }).optional(),
    faults: ['errors.import.choose'],
    label: 'batches.import.text',
    hint: 'batches.import.textHint',
    autoComplete: 'off',
  },
} satisfies Fields;
export const CreateImport = z.object(schemasOf(importFields));
export type CreateImportInput = z.output<typeof CreateImport>;

export const BatchOnly = z.object({ batchId: anId });

/** `from`: how many rows were done when the person confirmed, so that nothing is done by two at once. */
export const RunBatch = z.object({
  batchId: anId,
  from: z.coerce.number({ error: 'errors.form.wrongType' }).int('errors.form.wrongType').min(0).max(1000),
});

/** A line of a file as it was read: nothing in it is checked yet. */
export const ImportLine = z.object({
  line: z.int(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  roles: z.string(),
  departments: z.string(),
  /** Of columns that a file need not have. */
  phoneNumber: z.string().optional(),
  language: z.string().optional(),
  /** Cells beyond the last heading. */
  extra: z.int(),
});
export type ImportLine = z.output<typeof ImportLine>;

/** What a batch keeps of what was asked, by its kind. */
export const ActInput = CreateBatch.omit({ act: true });
export type ActInput = z.output<typeof ActInput>;
export const ImportInput = z.object({
  lines: z.array(ImportLine),
  /** Headings that nothing is read from. */
  ignored: z.array(z.string()),
});
export type ImportInput = z.output<typeof ImportInput>;

/** Why a row cannot be done: a message key with its values, and for a line of a file the column it is about. */
export const RowFault = z.object({
  field: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type RowFault = z.output<typeof RowFault>;

/** `will`: a rehearsal did it. `unchecked`: the rehearsal had no time for it. `same`: there was nothing to change. */
export const outcomes = ['will', 'unchecked', 'done', 'same', 'failed'] as const;
export const RowResult = z.object({
  outcome: z.enum(outcomes),
  faults: z.array(RowFault),
  /** Who came into being. */
  userId: z.string().optional(),
});
export type RowResult = z.output<typeof RowResult>;
export const RowResults = z.array(RowResult);
