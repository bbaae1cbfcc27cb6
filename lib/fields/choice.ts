import type { z } from 'zod';
import type { MessageKey } from '@/messages/keys';
import type { Asked, Field } from './field';

type Choice<S extends z.ZodType> = Asked & { of: S; fault: MessageKey };

/** One of several. The form says which are offered. */
export function choice<S extends z.ZodType>({ of: schema, fault, ...asked }: Choice<S>) {
  return { kind: 'choice', schema, faults: [fault], ...asked } satisfies Field<S>;
}
