import { z } from 'zod';
import { cleanLine } from '@/lib/shared/clean';
import { normaliseEmailAddress } from '@/lib/shared/email-address';
import type { Asked, Field } from './field';

/** An e-mail address, taken in its one stored form. Programs that copy one bring signs along that nobody sees. */
export function email(asked: Asked) {
  const schema = z
    .string({ error: 'errors.email.enter' })
    .refine((text) => cleanLine(text) !== '', 'errors.email.enter')
    .transform((text, context) => {
      const address = normaliseEmailAddress(cleanLine(text));
      if (address) return address;
      context.addIssue({ code: 'custom', message: 'errors.email.format' });
      return z.NEVER;
    });
  return {
    kind: 'email',
    schema,
    faults: ['errors.email.enter', 'errors.email.format'],
    ...asked,
  } satisfies Field;
}
