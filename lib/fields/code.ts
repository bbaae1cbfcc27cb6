import { z } from 'zod';
import { plainLine } from '@/lib/shared/clean';
import type { MessageKey } from '@/messages/keys';
import type { Asked, Field } from './field';

/** A short name of letters and digits, taken in capitals: of a county, of a department. No secret. */
export function code({ form, fault, ...asked }: Asked & { form: RegExp; fault: MessageKey }) {
  const schema = z
    .string({ error: fault })
    .transform((text) => plainLine(text).toUpperCase())
    .refine((text) => form.test(text), fault);
  return { kind: 'code', schema, faults: [fault], autoComplete: 'off', ...asked } satisfies Field;
}
