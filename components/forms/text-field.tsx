'use client';

import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import { controlClass, FieldFrame, type FieldWidth } from './field-frame';
import { useField } from './form-context';

export type TextFieldProps = {
  name: string;
  /** Says "(optional)" itself where it is. */
  label: ReactNode;
  hint?: ReactNode;
  /** `email` only changes the keyboard of a phone: browsers are told not to check. */
  type?: 'text' | 'email' | 'tel' | 'search' | 'date';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: 'text' | 'email' | 'tel' | 'numeric' | 'decimal' | 'search' | 'url';
  defaultValue?: string;
  width?: FieldWidth;
  spellCheck?: boolean;
};

/** A field of one line. */
export function TextField({
  name,
  label,
  hint,
  type = 'text',
  autoComplete,
  inputMode,
  defaultValue,
  width,
  spellCheck,
}: TextFieldProps) {
  const state = useField(name, Boolean(hint));
  return (
    <FieldFrame state={state} label={label} hint={hint}>
      <input
        {...state.described}
        type={type}
        defaultValue={state.sent ?? defaultValue}
        autoComplete={autoComplete}
        autoCapitalize={type === 'email' ? 'none' : undefined}
        inputMode={inputMode}
        spellCheck={spellCheck ?? (type === 'email' ? false : undefined)}
        className={controlClass(state.fault, width)}
      />
    </FieldFrame>
  );
}
