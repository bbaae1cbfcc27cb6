'use client';

import { type ReactNode, useMemo } from 'react';
import { FormContext, noForm } from './form-context';

/**
 * Fields that belong to no posting form (filters), although one may stand around them or on the same page: its faults
 * and values are not theirs, and their ids begin with a prefix of their own.
 */
export function OwnFields({ prefix, children }: { prefix: string; children: ReactNode }) {
  const context = useMemo(() => ({ ...noForm, idPrefix: prefix }), [prefix]);
  return <FormContext value={context}>{children}</FormContext>;
}
