import { isDay } from '@/lib/shared/day';
import type { AuditFilter } from './schema';

/** From the first moment on, and before the second. */
export type Span = { from: Date | null; before: Date | null };

const DAY = 86_400_000;

/**
 * The span of a filter. A day begins and ends at midnight of the time zone, daylight saving time included; `to` counts
 * whole: the day to its end, the moment with its millisecond.
 */
export function spanOf({ from, to }: Pick<AuditFilter, 'from' | 'to'>, timeZone: string): Span {
  return {
    from: from === undefined ? null : isDay(from) ? midnight(from, timeZone) : new Date(from),
    before:
      to === undefined
        ? null
        : isDay(to)
          ? midnight(dayAfter(to), timeZone)
          : new Date(new Date(to).getTime() + 1),
  };
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

/** The moment at which a calendar day begins there. */
function midnight(day: string, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // The offset of the moment looked for may differ from the one first guessed: twice settles it.
  let at = utc - offset(utc, timeZone);
  at = utc - offset(at, timeZone);
  return new Date(at);
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(at / 1000) * 1000;
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
