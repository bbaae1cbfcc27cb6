import 'server-only';
import type { OfferedAct } from './acts';
import type { RowResult } from './schema';

type Shown = Awaited<ReturnType<OfferedAct['show']>>;

/** A row of a batch, as its page shows it: what the act says of it, and what became of it. */
export type BatchRow = Shown['rows'][number] & RowResult;

/** A batch, as its page shows it. */
export type BatchView = Omit<Shown, 'rows'> & {
  id: string;
  /** The act's name. */
  kind: OfferedAct['name'];
  /** When it goes, whether or not it was confirmed. */
  expiresAt: string;
  /** `begun`: some rows are done, and the rest is being done or was left. */
  state: 'waiting' | 'begun' | 'done';
  /** How many rows are done. */
  from: number;
  rows: BatchRow[];
};
