'use client';

import type { ReactNode } from 'react';
import { controlClass, FieldFrame } from './field-frame';
import { useField } from './form-context';

/** A field of several lines. */
export function TextAreaField({
  name,
  label,
  hint,
  rows = 5,
  defaultValue,
  autoComplete,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  rows?: number;
  defaultValue?: string;
  autoComplete?: string;
}) {
  const state = useField(name, Boolean(hint));
  return (
    <FieldFrame state={state} label={label} hint={hint}>
      <textarea
        {...state.described}
        rows={rows}
        defaultValue={state.sent ?? defaultValue}
        autoComplete={autoComplete}
        className={`${controlClass(state.fault)} block`}
      />
    </FieldFrame>
  );
}
