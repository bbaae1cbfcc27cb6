import { z } from 'zod';
import { plainLine } from '@/lib/shared/clean';
import type { Asked, Field } from './field';

/** A phone number as people write it, of five digits or more, or none. */
const number = /^[+]?[\d\s().-]{5,30}(\s?(x|ext\.?)\s?\d{1,6})?$/i;

/** Whether a text is a phone number in the form in which it is stored. */
export const isPhoneNumber = (text: string) => number.test(text) && /\d{5}/.test(text.replace(/\D/g, ''));

/** A phone number that may be left empty. */
export function phone(asked: Asked) {
  const fault = 'errors.phoneNumber.format';
  const schema = z
    .string({ error: fault })
    .transform((text) => plainLine(text).replace(/\s+/gu, ' ').trim())
    .refine((text) => text === '' || isPhoneNumber(text), fault)
    .optional();
  return { kind: 'phone', schema, faults: [fault], ...asked } satisfies Field;
}
