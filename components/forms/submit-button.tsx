'use client';

import { type ReactNode, useContext } from 'react';
import { type ButtonVariant, buttonClass } from '@/components/ui/button';
import { buttonKey, FormContext } from './form-context';

/**
 * Sends the form. Never disabled: a disabled button loses the focus and explains nothing; the form itself ignores a
 * second press. With a `name` it tells the server which of several buttons was pressed.
 */
export function SubmitButton({
  name,
  value,
  variant = 'primary',
  children,
}: {
  name?: string;
  value?: string;
  variant?: ButtonVariant;
  children: ReactNode;
}) {
  const { sending } = useContext(FormContext);
  const busy = sending !== undefined && sending === buttonKey({ name, value });
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-busy={busy ? true : undefined}
      className={`${buttonClass(variant)} aria-busy:cursor-progress`}
    >
      {children}
      {busy ? (
        <span aria-hidden="true" className="absolute">
          …
        </span>
      ) : null}
    </button>
  );
}
