import { z } from 'zod';
import { plainLine } from '@/lib/shared/clean';
import { isDay } from '@/lib/shared/day';
import type { Asked, Field } from './field';

/** A day as YYYY-MM-DD, of this century or the ones beside it; an empty field counts as none. */
export function date(asked: Asked) {
  const fault = 'errors.date.format';
  const schema = z
    .string({ error: fault })
    .transform(plainLine)
    .refine((text) => text === '' || (/^(19|20|21)/.test(text) && isDay(text)), fault)
    .transform((text) => text || undefined)
    .optional();
  return { kind: 'date', schema, faults: [fault], ...asked } satisfies Field;
}
