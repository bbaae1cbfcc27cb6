import type { Language } from './languages';

const DAY = 86_400_000;

/** English and Spanish as written in the United States. */
const tags: Record<Language, string> = { en: 'en-US', es: 'es-US' };

/** Days since 1970 of the calendar day that it is in the time zone. */
function calendarDay(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  return Date.parse(`${parts}T00:00:00Z`) / DAY;
}

/**
 * A moment as people say it, for the middle of a sentence: "today, 9:12 AM", "Thursday, 6:40 PM" within a week, else
 * "November 3, 2026, 6:40 PM".
 */
export function dayAndTime(at: Date, now: Date, locale: Language, timeZone: string): string {
  const tag = tags[locale];
  const time = new Intl.DateTimeFormat(tag, { timeZone, timeStyle: 'short' }).format(at);
  const ago = calendarDay(now, timeZone) - calendarDay(at, timeZone);
  if (ago === 0 || ago === 1)
    return `${new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(-ago, 'day')}, ${time}`;
  if (ago > 1 && ago < 7)
    return `${new Intl.DateTimeFormat(tag, { timeZone, weekday: 'long' }).format(at)}, ${time}`;
  return `${longDate(at, locale, timeZone)}, ${time}`;
}

/** "November 3, 2026", in the time zone. */
export function longDate(at: Date, locale: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(tags[locale], { timeZone, dateStyle: 'long' }).format(at);
}

/** The text with a capital first letter, for the beginning of a line. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
