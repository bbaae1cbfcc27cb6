import { startOfDay } from '@/lib/shared/dates';
import { isDay } from '@/lib/shared/day';
import type { AuditFilter } from './schema';

/** From the first moment on, and before the second. */
export type Span = { from: Date | null; before: Date | null };

/**
 * The span of a filter. A day begins and ends at midnight of the time zone, daylight saving time included; `to` counts
 * whole: the day to its end, the moment with its millisecond.
 */
export function spanOf({ from, to }: Pick<AuditFilter, 'from' | 'to'>, timeZone: string): Span {
  return {
    from: from === undefined ? null : isDay(from) ? startOfDay(from, timeZone) : new Date(from),
    before:
      to === undefined
        ? null
        : isDay(to)
          ? startOfDay(to, timeZone, 1)
          : new Date(new Date(to).getTime() + 1),
  };
}

/** The filters that are set: what the trail was asked for, to be put into the trail itself. */
export function filtersSet(filter: AuditFilter): Record<string, unknown> {
  const { actor, event, entity, entityId, from, to, outcome, county } = filter;
  const all = { actor, event, entity, entityId, from, to, outcome, county };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''));
}

/** Of the names that occur, those that a filter means: the very name, or else those that begin so. */
export function namesMeant(filter: string, names: readonly string[]): string[] {
  return names.includes(filter) ? [filter] : names.filter((name) => name.startsWith(filter));
}
