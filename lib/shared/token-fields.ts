import { type Cursor, writeCursor } from './paging';
import { wholeNumberOf } from './text';

/** Fields of every named token, a person's or a county's. */

/** The longest life of a token: whatever uses it for longer is looked at once a year. */
export const MAX_TOKEN_DAYS = 365;

/** What a page suggests, and what a program gets that names none. */
export const DEFAULT_TOKEN_DAYS = 90;

/** Characters of what a token is called. */
export const MAX_TOKEN_NAME = 100;

export const expiresInDays = wholeNumberOf('errors.token.days', 1, MAX_TOKEN_DAYS).default(
  DEFAULT_TOKEN_DAYS,
);

/** When a token that is made now ends. */
export function expiryOf(days: number, now: Date): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

/**
 * How tokens are sorted: by when they were made, which is the order of their ids (UUID 7). `after` is where a walk goes
 * on. Null for a cursor of another list.
 */
export function tokenOrder(sort: string, cursor: Cursor | undefined) {
  const isNewestFirst = sort.startsWith('-');
  const [of, id, ...rest] = cursor ?? [];
  if (cursor && (of !== sort || id === undefined || rest.length > 0)) return null;
  return {
    orderBy: { id: isNewestFirst ? 'desc' : 'asc' },
    after: id === undefined ? {} : { id: isNewestFirst ? { lt: id } : { gt: id } },
    cursorOf: (row: { id: string }) => writeCursor([sort, row.id]),
  } as const;
}
