import type { ZodObject } from 'zod';

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
      const fits = text !== undefined && text !== '' && (field as ZodObject).safeParse(text).success;
      return fits ? [[name, text]] : [];
    }),
  );
}
