import 'server-only';
import { dayIn, startOfDay } from '@/lib/shared/dates';

/** From when (included) to when (not included) somebody works in a department; null: without end. */
export type Dates = { from: Date; until: Date | null };
/** The same as people say it: a first and a last day (YYYY-MM-DD), each of them worked. */
export type Days = { from?: string | undefined; until?: string | undefined };

/** The first and the last day of a membership, in the county's time. */
export function daysOf({ from, until }: Dates, timeZone: string): { from: string; until: string | null } {
  const first = dayIn(from, timeZone);
  // Over at midnight is: to the end of the day before.
  const last = until && dayIn(new Date(until.getTime() - 1), timeZone);
  // Over as soon as begun is a day too.
  return { from: first, until: last && last < first ? first : last };
}

/** The moments of a first and a last day; without a first one, membership begins (or began) at `otherwise`. */
export function datesOf(days: Days, timeZone: string, otherwise: Date): Dates {
  return {
    from: days.from ? startOfDay(days.from, timeZone) : otherwise,
    until: days.until ? startOfDay(days.until, timeZone, 1) : null,
  };
}

/**
 * The dates after a change of the days that were shown. Whoever sends a day back as it was shown left it alone: the
 * moment stays, and somebody whose work ended today does not come back until midnight.
 */
export function changedDates(days: Days, timeZone: string, before: Dates): Dates {
  const shown = daysOf(before, timeZone);
  const sent = datesOf(days, timeZone, before.from);
  return {
    from: days.from === shown.from ? before.from : sent.from,
    until: days.until && days.until === shown.until ? before.until : sent.until,
  };
}
