import type { TableColumn } from './table';

/**
 * The header of a column that a list can be sorted by: pressing it sorts by the column, pressing it again turns the
 * order round. `current` is the list's order now: the column's name, with a minus before it for the other way round.
 */
export function sortLink(
  name: string,
  current: string,
  hrefFor: (sort: string) => string,
  first: 'ascending' | 'descending' = 'ascending',
): NonNullable<TableColumn['sort']> {
  if (current === name) return { href: hrefFor(`-${name}`), direction: 'ascending' };
  if (current === `-${name}`) return { href: hrefFor(name), direction: 'descending' };
  return { href: hrefFor(first === 'ascending' ? name : `-${name}`), direction: 'none' };
}
