'use client';

import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import { controlClass, FieldFrame, type FieldWidth } from './field-frame';
import { useField } from './form-context';

export type Option = { value: string; label: string };

/** One of many. For five or fewer, radio buttons are easier. */
export function SelectField({
  name,
  label,
  hint,
  options,
  defaultValue,
  autoComplete,
  width,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  options: Option[];
  defaultValue?: string;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  width?: FieldWidth;
}) {
  const state = useField(name, Boolean(hint));
  return (
    <FieldFrame state={state} label={label} hint={hint}>
      <select
        {...state.described}
        defaultValue={state.sent ?? defaultValue}
        autoComplete={autoComplete}
        className={controlClass(state.fault, width)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
