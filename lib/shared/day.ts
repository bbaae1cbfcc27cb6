import { z } from 'zod';

/** Whether a text is a day of the calendar, as 2026-11-23. */
export function isDay(text: string): boolean {
  return /^[12]\d{3}-/.test(text) && z.iso.date().safeParse(text).success;
}
