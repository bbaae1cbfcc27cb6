import { z } from 'zod';
import { fromBase64url, toBase64url } from './base64url';

/** Most rows of one page: docs/contract.md, section 5. */
export const MAX_PER_PAGE = 100;

const wholeNumber = z
  .string({ error: 'errors.page.number' })
  .regex(/^[1-9]\d{0,8}$/, 'errors.page.number')
  .transform(Number);

/** Which part of a list is asked for, by counting. */
export const pageInput = {
  page: wholeNumber.default(1),
  perPage: wholeNumber.default(20).refine((value) => value <= MAX_PER_PAGE, 'errors.page.size'),
};

/** The longest cursor: two names of 100 characters, four bytes each, in base64, and what stands beside them. */
const MAX_CURSOR = 2000;

/** Where a walk through a list stands: the values that its last row was sorted by. */
export type Cursor = string[];

/** A cursor in the form in which it travels. It opens nothing: access and wall are asked again. */
export function writeCursor(cursor: Cursor): string {
  return toBase64url(new TextEncoder().encode(JSON.stringify(cursor)));
}

/** A moment in a cursor: written by us, but anybody may write another, also one that no database can hold. */
export function cursorMoment(text: string): Date | null {
  const at = /^[12]\d{3}-\d\d-\d\dT[\d:.]{12}Z$/.test(text) ? new Date(text) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readCursor(text: string): Cursor | null {
  try {
    const values: unknown = JSON.parse(utf8.decode(fromBase64url(text)));
    const isCursor =
      Array.isArray(values) &&
      values.every((value) => typeof value === 'string' && !value.includes('\u0000'));
    return isCursor ? (values as Cursor) : null;
  } catch {
    return null;
  }
}

/** How many rows there are, where a page tells: the first one, with all of them on it. Null where they must be counted. */
export function totalOnPage(page: number, perPage: number, rows: number): number | null {
  return page === 1 && rows <= perPage ? rows : null;
}

/** The orders of a list that can be sorted by these names: each, and the other way round. */
export type Sort<S extends string> = S extends `-${infer Name}` ? S | Name : S | `-${S}`;

/** The same as texts, the default first. */
export function bothWays<S extends string>(sorts: readonly [S, ...S[]]): [Sort<S>, ...Sort<S>[]] {
  const orders = sorts.flatMap((name) => [name, name.startsWith('-') ? name.slice(1) : `-${name}`]);
  return orders as [Sort<S>, ...Sort<S>[]];
}

/**
 * What every list takes: `page` and `perPage`, or `cursor` from an earlier answer, and `sort`: a name of `sorts`, with
 * a minus before it for the other way round. The first of `sorts` is the default.
 */
export function listInput<const S extends readonly [string, ...string[]]>(sorts: S) {
  return {
    ...pageInput,
    sort: z.enum<readonly string[]>(bothWays(sorts), { error: 'errors.page.sort' }).default(sorts[0]),
    cursor: z
      .string({ error: 'errors.page.cursor' })
      .max(MAX_CURSOR, 'errors.page.cursor')
      .transform((text, context) => {
        const cursor = readCursor(text);
        if (cursor) return cursor;
        context.addIssue({ code: 'custom', message: 'errors.page.cursor' });
        return z.NEVER;
      })
      .optional(),
  };
}

/** What every export takes besides its list's filters: the form of the file, and the cursor of its next batch. */
export function exportInput<const S extends readonly [string, ...string[]]>(sorts: S) {
  const { sort, cursor } = listInput(sorts);
  return { format: z.enum(['csv', 'jsonl'], { error: 'errors.page.format' }).default('csv'), sort, cursor };
}

/**
 * Which part of a list was asked for, for the trail: by page, or past the row that a cursor names (the last of its
 * values tells that row from all others).
 */
export function pageSet({
  page,
  perPage,
  sort,
  cursor,
}: {
  page: number;
  perPage: number;
  sort: string;
  cursor?: Cursor | undefined;
}): Record<string, unknown> {
  return { ...(cursor ? { past: cursor.at(-1) ?? '' } : { page }), perPage, sort };
}

/** Rows of one batch of an export: enough to be fast, few enough to be forgotten soon. */
export const EXPORT_BATCH = 1000;

/** One batch of an export (lib/adapters/export-route.ts); `nextCursor` is null when it was the last. */
export type ExportBatch<R> = { rows: R[]; nextCursor: string | null };

/** The schema of a batch of such rows: the `output` of an exporting use case. */
export function exportBatchOf<R extends z.ZodType>(row: R) {
  return z.object({ rows: z.array(row), nextCursor: z.string().nullable() });
}

/** One page of a list. A walk by cursor does not count: `page` and `total` are null then. */
export type Page<T> = {
  items: T[];
  page: number | null;
  perPage: number;
  total: number | null;
  nextCursor: string | null;
};

/** The schema of a page of such items. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    page: z.int().nullable(),
    perPage: z.int(),
    total: z.int().nullable(),
    nextCursor: z.string().nullable(),
  });
}
