import 'server-only';
import type { z } from 'zod';
import type { Permission } from '@/lib/access/permissions';
import type { AuditNote } from './audit-trail';
import type { Acting } from './definition';
import type { Fault, Result } from './result';

/** Why a row cannot be done: a message key with its values, and the field or column that it is about ('' for none). */
export type RowFault = {
  field: string;
  message: string;
  values?: Record<string, string | number> | undefined;
};

/** What a row's act answers: what it did, or that there was nothing to change. */
export type RowDone = { note: AuditNote } | 'same';

/** The rows of one batch, to be done or rehearsed. */
export type BatchWork = {
  /** Why a row cannot be done, as far as the batch itself tells: such a row is not tried. */
  faultsOf?(index: number): readonly RowFault[];
  /** Does one row. What it wrote is taken back when it fails or throws. */
  perform(index: number): Promise<Result<RowDone>>;
  /**
   * What speaks against each row from this one on, where that can be told without doing them. Unless given, they are
   * rehearsed: done in their order and taken back.
   */
  foresee?(from: number): Promise<RowFault[][]>;
  /** What is said of a row whose key somebody else wrote first. */
  taken: RowFault;
};

/** What is kept of what was asked, and of whose county it is. */
export type Asked<S extends z.ZodType> = { countyId: string; input: z.output<S> };

/** An act on many rows at once: lib/batches keeps, shows, rehearses and does it. */
export type BatchAct<
  N extends string = string,
  S extends z.ZodType = z.ZodType,
  V extends { rows: readonly object[] } = { rows: readonly object[] },
> = {
  /** What a kept batch knows its act by: one name for one act, over all domains. */
  name: N;
  /** Asked of who prepares a batch, sees it and confirms it: the same as for the act on one row. Its reach holds too. */
  permission: Permission;
  input: S;
  /** How many rows there are. */
  size(input: z.output<S>): number;
  /** What the page shows of the batch, and of its rows in their order. */
  show(acting: Acting, asked: Asked<S>): Promise<V>;
  work(acting: Acting, asked: Asked<S>): Promise<BatchWork>;
};

/** Says what an act on many rows is, by its own name and types. */
export function defineBatchAct<
  const N extends string,
  S extends z.ZodType,
  V extends { rows: readonly object[] },
>(act: BatchAct<N, S, V>): BatchAct<N, S, V> {
  return act;
}

/** The faults of a row, from why its act failed. */
export function rowFaults({ message, fields, values }: Fault): RowFault[] {
  const pairs = Object.entries(fields ?? {}).flatMap(([field, keys]) =>
    keys.map((key) => ({ field, message: key })),
  );
  const faults = pairs.length > 0 ? pairs : [{ field: '', message }];
  return faults.map((fault) => (values ? { ...fault, values } : fault));
}
