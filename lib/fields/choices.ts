import type { z } from 'zod';
import type { MessageKey } from '@/messages/keys';
import type { Asked, Field } from './field';

type Choices<S extends z.ZodType> = Asked & { of: S; faults: readonly MessageKey[] };

/** Any number of several. The form says which are offered. */
export function choices<S extends z.ZodType>({ of: schema, ...asked }: Choices<S>) {
  return { kind: 'choices', schema, ...asked } satisfies Field<S>;
}
