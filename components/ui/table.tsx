import type { ReactNode } from 'react';

export type SortDirection = 'ascending' | 'descending' | 'none';

export type TableColumn = {
  key: string;
  label: string;
  /** Right-aligned figures. */
  numeric?: boolean;
  /** The address of the list sorted by this column, and how it is sorted now. */
  sort?: { href: string; direction: SortDirection };
};

export type TableRow = { key: string; cells: Record<string, ReactNode> };

// On a phone the rows are laid out as cards, and browsers then forget that they were a table: the roles, written
// out, keep it one for screen readers.
const role = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  column: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
} as const;

const arrows: Record<SortDirection, string> = { ascending: ' ▲', descending: ' ▼', none: ' ↕' };

function Heading({ column }: { column: TableColumn }) {
  const { label, numeric, sort } = column;
  const className = numeric ? 'end' : undefined;
  if (!sort) {
    return (
      <th scope="col" {...role.column} className={className}>
        {label}
      </th>
    );
  }
  return (
    <th scope="col" {...role.column} className={className} aria-sort={sort.direction}>
      <a
        href={sort.href}
        className="-my-1 inline-block py-1 whitespace-nowrap text-ink no-underline hover:underline"
      >
        {label}
        <span aria-hidden="true" className={sort.direction === 'none' ? 'text-ink-2' : ''}>
          {arrows[sort.direction]}
        </span>
      </a>
    </th>
  );
}

/**
 * A table with a caption that says what is listed and how many. The first column names its row. On a phone every
 * row becomes a card whose cells carry their column's label.
 */
export function Table({
  caption,
  captionHidden = false,
  columns,
  rows,
}: {
  caption: ReactNode;
  captionHidden?: boolean;
  columns: TableColumn[];
  rows: TableRow[];
}) {
  return (
    <table {...role.table} className="data-table">
      <caption
        className={
          captionHidden
            ? 'sr-only'
            : 'block px-3.5 pt-3 pb-1 text-left text-ink-2 sm:table-caption sm:px-0 sm:pt-0 sm:pb-2.5'
        }
      >
        {caption}
      </caption>
      <thead {...role.group}>
        <tr {...role.row}>
          {columns.map((column) => (
            <Heading key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody {...role.group}>
        {rows.map((row) => (
          <tr key={row.key} {...role.row}>
            {columns.map((column, index) =>
              index === 0 ? (
                <th key={column.key} scope="row" {...role.rowHeader}>
                  {row.cells[column.key]}
                </th>
              ) : (
                <td
                  key={column.key}
                  {...role.cell}
                  data-label={column.label}
                  className={column.numeric ? 'end' : undefined}
                >
                  {row.cells[column.key]}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
