import { z } from 'zod';
import { type Fields, schemasOf } from '@/lib/fields';

/** Most people of one file. */
export const MOST_IMPORTED = 500;

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

/** What a batch keeps of a file. */
export const ImportInput = z.object({
  lines: z.array(ImportLine),
  /** Headings that nothing is read from. */
  ignored: z.array(z.string()),
});
export type ImportInput = z.output<typeof ImportInput>;
