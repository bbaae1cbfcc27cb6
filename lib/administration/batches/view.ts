import 'server-only';
import type { BatchKind, RowResult } from './schema';

/** A row of a batch, as its page shows it. */
export type BatchRow = RowResult & {
  key: string;
  /** Of an import: the line of the file. */
  line: number | null;
  /** Empty for who is out of reach, or not there. */
  name: string;
  email: string;
  /** Of an import: roles and departments, as the file names them. */
  gets: string[];
};

/** A batch, as its page shows it. */
export type BatchView = {
  id: string;
  kind: BatchKind;
  /** When it goes, whether or not it was confirmed. */
  expiresAt: string;
  /** `begun`: some rows are done, and the rest is being done or was left. */
  state: 'waiting' | 'begun' | 'done';
  /** How many rows are done. */
  from: number;
  role?: string | undefined;
  department?: string | undefined;
  reason?: string | undefined;
  /** Headings of the file that nothing is read from. */
  ignored: string[];
  rows: BatchRow[];
};
