'use client';

import { createContext, useContext } from 'react';

export type FormContextValue = {
  /** Text of the fault at each field, by name. */
  faults: Record<string, string>;
  /** What was sent, by name, when the server draws the form again; undefined on a fresh form. */
  values: Record<string, string | string[]> | undefined;
  /** Name and value of the button that is being sent, else undefined. */
  sending: string | undefined;
  /** What the ids of the fields begin with, where another form of the page has fields of the same names. */
  idPrefix?: string;
};

/** Fields also stand in plain GET forms (filters), where nothing can be wrong. */
export const noForm: FormContextValue = { faults: {}, values: undefined, sending: undefined };

export const FormContext = createContext<FormContextValue>(noForm);

/** How a button is told apart from the others of its form. */
export function buttonKey(button: { name?: string | undefined; value?: string | undefined } | null): string {
  return `${button?.name ?? ''}=${button?.value ?? ''}`;
}

export type FieldState = {
  fault: string | undefined;
  /** What to show first: what was sent before, else the page's own value. */
  sent: string | undefined;
  hintId: string | undefined;
  faultId: string | undefined;
  /** Attributes that tie the control to its hint and its fault. */
  described: { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: true };
};

/** The state of one field. Its id is its name, so that the error summary can link to it; in filters it has a prefix. */
export function useField(name: string, hasHint: boolean): FieldState {
  const { faults, values, idPrefix = '' } = useContext(FormContext);
  const fault = faults[name];
  const id = idPrefix + name;
  const hintId = hasHint ? `${id}-hint` : undefined;
  const faultId = fault ? `${id}-error` : undefined;
  const ids = [hintId, faultId].filter(Boolean).join(' ');
  const sent = values?.[name];
  return {
    fault,
    sent: typeof sent === 'string' ? sent : undefined,
    hintId,
    faultId,
    described: {
      id,
      name,
      ...(ids ? { 'aria-describedby': ids } : {}),
      ...(fault ? { 'aria-invalid': true as const } : {}),
    },
  };
}
