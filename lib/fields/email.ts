import { z } from 'zod';
import { normaliseEmailAddress } from '@/lib/shared/email-address';
import type { Asked, Field } from './field';

/** An e-mail address, taken in its one stored form. */
export function email(asked: Asked) {
  const schema = z
    .string({ error: 'errors.email.enter' })
    .refine((text) => text.trim() !== '', 'errors.email.enter')
    .transform((text, context) => {
      const address = normaliseEmailAddress(text);
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
