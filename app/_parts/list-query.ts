import type { ZodObject, ZodType } from 'zod';
import type { List } from '@/lib/fields';
import { bothWays, type Sort } from '@/lib/shared/paging';

/** What the address of a page holds: each part once, several times, or not at all. */
export type SearchParams = Record<string, string | string[] | undefined>;

/**
 * The parts of a page's address that its list understands, as texts: for the use case, for the fields of the filter
 * form, and for the links that keep them. What the list cannot take, a person cannot mend in an address: it is left out,
 * and the form shows what was looked for. A walk by cursor is for programs.
 */
export function listQuery(list: ZodObject, asked: SearchParams): Record<string, string> {
  const { cursor: _cursor, ...fields } = list.shape;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const sent = asked[name];
      const text = Array.isArray(sent) ? sent.at(-1) : sent;
      const fits = text !== undefined && text !== '' && (field as ZodType).safeParse(text).success;
      return fits ? [[name, text]] : [];
    }),
  );
}

/** What the address of a list's page asks for. */
export type Asked<S extends string = string> = {
  query: Record<string, string>;
  /** The same without page and size: what an export of the list takes. */
  whole: Record<string, string>;
  /** Whether some of the list is left out. */
  isFiltered: boolean;
  /** The order, also where the address says none. */
  sort: Sort<S>;
};

/** What the address of a page asks of its list. */
export function askedOf<const S extends readonly [string, ...string[]]>(
  list: List<S>,
  params: SearchParams,
): Asked<S[number]> {
  const query = listQuery(list.input, params);
  const { page: _page, perPage: _perPage, ...whole } = query;
  const isFiltered = Object.keys(list.filters).some((name) => name in query);
  const orders = bothWays<S[number]>(list.sorts);
  const sort = orders.find((order) => order === query.sort) ?? orders[0];
  return { query, whole, isFiltered, sort };
}
