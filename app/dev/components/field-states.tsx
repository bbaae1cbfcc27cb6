'use client';

import type { ReactNode } from 'react';
import { FormContext } from '@/components/forms/form-context';

/** Fields as a form draws them after a fault: what was sent stands in them, and what is wrong beside them. */
export function FieldStates({
  prefix,
  faults = {},
  values,
  children,
}: {
  prefix: string;
  faults?: Record<string, string>;
  values?: Record<string, string>;
  children: ReactNode;
}) {
  return (
    <FormContext value={{ faults, values, sending: undefined, idPrefix: prefix }}>{children}</FormContext>
  );
}
