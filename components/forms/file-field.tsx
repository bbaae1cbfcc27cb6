'use client';

import type { ReactNode } from 'react';
import { controlClass, FieldFrame } from './field-frame';
import { useField } from './form-context';

/** A field to choose a file. After a fault it is empty again: no browser lets a page choose a file. */
export function FileField({
  name,
  label,
  hint,
  accept,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  accept?: string;
}) {
  const state = useField(name, Boolean(hint));
  return (
    <FieldFrame state={state} label={label} hint={hint}>
      <input {...state.described} type="file" accept={accept} className={controlClass(state.fault)} />
    </FieldFrame>
  );
}
