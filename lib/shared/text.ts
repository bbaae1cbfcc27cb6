import { z } from 'zod';

/** One line of text: no control characters (PostgreSQL takes no NUL, headers and lists no line ends). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/;

/** Half of a surrogate pair cannot be stored as UTF-8. */
const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

/** A line that may be left empty; trimmed, composed (NFC), at most `max` characters. */
export function optionalLine(max: number, tooLong: string) {
  return z
    .string({ error: 'errors.form.wrongType' })
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => !controlCharacters.test(text) && isWellFormed(text), 'errors.form.characters')
    .refine((text) => [...text].length <= max, tooLong)
    .optional();
}

/** A line that must be there; trimmed, composed (NFC), at most `max` characters. */
export function lineOf(max: number, missing: string, tooLong: string) {
  return z
    .string({ error: missing })
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => text !== '', missing)
    .refine((text) => !controlCharacters.test(text) && isWellFormed(text), 'errors.form.characters')
    .refine((text) => [...text].length <= max, tooLong);
}
