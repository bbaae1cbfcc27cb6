import { z } from 'zod';
import type { MessageKey } from '@/messages/keys';
import { cleanLine } from './clean';

/** One line of text: no control characters (PostgreSQL takes no NUL, headers and lists no line ends). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/;

/** No line is worth normalising beyond this, and a megabyte takes a while. */
const MAX_RAW = 10_000;

/** Half of a surrogate pair cannot be stored as UTF-8. */
const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

/** A line that may be empty, but must be sent; cleaned (clean.ts), at most `max` characters. */
export function anyLine(max: number, tooLong: MessageKey, notSent: MessageKey = 'errors.form.wrongType') {
  return z
    .string({ error: notSent })
    .max(MAX_RAW, tooLong)
    .transform(cleanLine)
    .refine((text) => !controlCharacters.test(text) && isWellFormed(text), 'errors.form.characters')
    .refine((text) => [...text].length <= max, tooLong);
}

/** The same where it may be left out as well. */
export const optionalLine = (max: number, tooLong: MessageKey) => anyLine(max, tooLong).optional();

/** A line that must be there; cleaned (clean.ts), at most `max` characters. */
export function lineOf(max: number, missing: MessageKey, tooLong: MessageKey) {
  return anyLine(max, tooLong, missing).refine((text) => text !== '', missing);
}

/** What a form or a program sent for a field of many values: one, or several, or an empty list. It must be there. */
export function listOf<T extends z.ZodType>(item: T, most: number, tooMany: MessageKey) {
  return z.preprocess(
    (sent) => (sent === undefined || Array.isArray(sent) ? sent : sent === '' ? [] : [sent]),
    z.array(item, { error: 'errors.form.wrongType' }).max(most, tooMany),
  );
}

/** The same for a field that may be left out, which is as good as empty. */
export function severalOf<T extends z.ZodType>(item: T, most: number, tooMany: MessageKey) {
  return z.preprocess((sent) => sent ?? [], listOf(item, most, tooMany));
}

/** A whole number, which forms send as digits. */
export function wholeNumberOf(fault: MessageKey, least: number, most: number) {
  return z.preprocess(
    (sent) => (typeof sent === 'string' && /^\d{1,15}$/.test(sent) ? Number(sent) : sent),
    z.int(fault).min(least, fault).max(most, fault),
  );
}

/** A switch or a filter, as programs and forms send it: on, off, or not said; an empty choice says nothing. */
export const yesOrNo = z
  .union([z.boolean(), z.enum(['true', 'false', ''])], { error: 'errors.filter.yesOrNo' })
  .transform((sent) => (sent === '' ? undefined : sent === true || sent === 'true'))
  .optional();

/** The input of use cases that take none. */
export const Nothing = z.object({});

/** An id as it stands in addresses and bodies; whether it names anything is for the use case to say. */
export const anId = z
  .string({ error: 'errors.form.wrongType' })
  .regex(/^[\w-]{1,64}$/, 'errors.form.wrongType');

/** The most that the column of a version holds (PostgreSQL's integer). */
const MAX_VERSION = 2 ** 31 - 1;

/** The version of what is to be changed, as it was read. */
export const aVersion = wholeNumberOf('errors.form.wrongType', 1, MAX_VERSION);

/** A box that was ticked, by a form or by a program; one that was not sent is not. */
export const isTicked = z
  .union([z.boolean(), z.enum(['', 'on', 'true', 'false'])])
  .transform((sent) => sent === true || sent === 'on' || sent === 'true')
  .default(false);
