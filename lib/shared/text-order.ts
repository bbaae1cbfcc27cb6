import { type Cursor, writeCursor } from './paging';

type Direction = 'asc' | 'desc';

/** How a list is sorted by a text column and then by id, and where a walk through it goes on. */
export type TextOrder<C extends string> = {
  orderBy: Record<string, Direction>[];
  /** The condition "after the row where the walk stands"; everything, for a page. */
  after: Record<string, unknown>;
  cursorOf(row: Record<C, string> & { id: string }): string;
};

/** Reads `sort` (a column, with a minus for the other way round); null for a cursor of another list or order. */
export function textOrder<C extends string>(
  columns: readonly C[],
  sort: string,
  cursor: Cursor | undefined,
): TextOrder<C> | null {
  const column = columns.find((name) => name === sort.replace(/^-/, '')) ?? (columns[0] as C);
  const direction: Direction = sort.startsWith('-') ? 'desc' : 'asc';
  const beyond = direction === 'asc' ? 'gt' : 'lt';
  const [of, value, id, ...rest] = cursor ?? [];
  if (cursor && (of !== sort || value === undefined || id === undefined || rest.length > 0)) return null;
  return {
    orderBy: [{ [column]: direction }, { id: direction }],
    after: cursor
      ? { OR: [{ [column]: { [beyond]: value } }, { [column]: value, id: { [beyond]: id } }] }
      : {},
    cursorOf: (row) => writeCursor([sort, row[column], row.id]),
  };
}
