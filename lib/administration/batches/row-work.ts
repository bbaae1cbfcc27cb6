import 'server-only';
import type { AuditNote, Fault, Result } from '@/lib/kernel';
import type { RowFault, RowResult } from './schema';

/** What a row's act answers: what it did, or that there was nothing to change. */
export type RowDone = { note: AuditNote } | 'same';

/** The rows of a batch, whatever its kind. */
export type Work = {
  /** Why a row cannot be done, as far as the batch itself tells. */
  faultsOf(index: number): readonly RowFault[];
  /** Does one row. Throws or fails without having written anything that stays: call it within an `attempt`. */
  perform(index: number): Promise<Result<RowDone>>;
  /** What would become of the rows from this one on. */
  foresee(from: number): Promise<RowResult[]>;
  /** The field and the message of a row whose address or membership somebody else wrote first. */
  taken: RowFault;
};

/** The faults of a row, from why its act failed. */
export function faultsOfRow({ message, fields, values }: Fault): RowFault[] {
  const pairs = Object.entries(fields ?? {}).flatMap(([field, keys]) =>
    keys.map((key) => ({ field, message: key })),
  );
  const faults = pairs.length > 0 ? pairs : [{ field: '', message }];
  return faults.map((fault) => (values ? { ...fault, values } : fault));
}
