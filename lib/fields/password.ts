import { z } from 'zod';
import type { MessageKey } from '@/messages/keys';
import type { Asked, Field } from './field';
import { secret } from './secret';

/**
 * A password as typed: nothing of it is cleaned. What makes a good one is the server's rule
 * (lib/accounts/passwords/policy.ts); here it must only be there.
 */
export function password({ missing, ...asked }: Asked & { missing: MessageKey }) {
  const schema = secret(z.string({ error: missing }).min(1, missing));
  return { kind: 'password', schema, faults: [missing], ...asked } satisfies Field;
}
