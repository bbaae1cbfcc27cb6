'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { drawnForField } from '@/lib/shared/form-state';
import { HiddenField } from './hidden-field';

const DrawnForContext = createContext<string | undefined>(undefined);

/** Says to every form below for whom the page was drawn: lib/adapters/drawn-for.ts. */
export function DrawnFor({ mark, children }: { mark: string | undefined; children: ReactNode }) {
  return <DrawnForContext value={mark}>{children}</DrawnForContext>;
}

/** The mark of that in a form, or another one, where its page was drawn for a mailed link. */
export function DrawnForField({ mark }: { mark?: string | undefined }) {
  const drawnFor = useContext(DrawnForContext);
  const value = mark ?? drawnFor;
  return value ? <HiddenField name={drawnForField} value={value} /> : null;
}
