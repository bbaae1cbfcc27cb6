import { dateFormat } from './date-format';
import type { Language } from './languages';

const DAY = 86_400_000;

/** English and Spanish as written in the United States. */
const tags: Record<Language, string> = { en: 'en-US', es: 'es-US' };

/** "today", "yesterday": made once, as to make one takes longer than all that is said with it. */
const relativeDays: Record<Language, Intl.RelativeTimeFormat> = {
  en: new Intl.RelativeTimeFormat(tags.en, { numeric: 'auto' }),
  es: new Intl.RelativeTimeFormat(tags.es, { numeric: 'auto' }),
};

/** The calendar day that it is in the time zone, as YYYY-MM-DD. */
export function dayIn(at: Date, timeZone: string): string {
  return dateFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

/** Days since 1970 of the calendar day that it is in the time zone. */
function calendarDay(at: Date, timeZone: string): number {
  return Date.parse(`${dayIn(at, timeZone)}T00:00:00Z`) / DAY;
}

/** What the clocks of the time zone show, read as if they showed UTC. */
function shownTime(at: number, timeZone: string): number {
  const parts = dateFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value;
  return Date.parse(
    `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`,
  );
}

/** The moment at which a day (YYYY-MM-DD) begins in the time zone; `later` days after it. */
export function startOfDay(day: string, timeZone: string, later = 0): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + later * DAY;
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = wanted + wanted - shownTime(wanted, timeZone);
  return new Date(guess + wanted - shownTime(guess, timeZone));
}

/**
 * A moment as people say it, for the middle of a sentence: "today, 9:12 AM", "Thursday, 6:40 PM" within a week, else
 * "November 3, 2026, 6:40 PM".
 */
export function dayAndTime(at: Date, now: Date, locale: Language, timeZone: string): string {
  const tag = tags[locale];
  const time = dateFormat(tag, { timeZone, timeStyle: 'short' }).format(at);
  const ago = calendarDay(now, timeZone) - calendarDay(at, timeZone);
  if (ago === 0 || ago === 1) return `${relativeDays[locale].format(-ago, 'day')}, ${time}`;
  if (ago > 1 && ago < 7) return `${dateFormat(tag, { timeZone, weekday: 'long' }).format(at)}, ${time}`;
  return `${longDate(at, locale, timeZone)}, ${time}`;
}

/** "November 3, 2026", in the time zone. */
export function longDate(at: Date, locale: Language, timeZone: string): string {
  return dateFormat(tags[locale], { timeZone, dateStyle: 'long' }).format(at);
}

/** A time to wait, in seconds, as people say it, rounded up to minutes: "1 minute", "14 minutes", "11 hours and 43 minutes". */
export function waitInWords(seconds: number, locale: Language): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  const say = (count: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(tags[locale], { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  const parts = [
    ...(minutes >= 60 ? [say(Math.floor(minutes / 60), 'hour')] : []),
    ...(minutes % 60 > 0 ? [say(minutes % 60, 'minute')] : []),
  ];
  return new Intl.ListFormat(tags[locale]).format(parts);
}

/** The text with a capital first letter, for the beginning of a line. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
