'use client';

import { type ReactNode, useContext } from 'react';
import { FieldNotes, frameClass } from './field-frame';
import { FormContext, useField } from './form-context';

/** A box to tick: sends `value` when ticked and nothing otherwise. */
export function CheckboxField({
  name,
  label,
  hint,
  value = 'on',
  defaultChecked = false,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  value?: string;
  defaultChecked?: boolean;
}) {
  const { values } = useContext(FormContext);
  const state = useField(name, Boolean(hint));
  const checked = values ? state.sent === value : defaultChecked;
  return (
    <div className={frameClass(state.fault)}>
      <FieldNotes state={{ ...state, hintId: undefined }} hint={undefined} />
      <div className="flex items-start gap-3">
        <input
          {...state.described}
          type="checkbox"
          value={value}
          defaultChecked={checked}
          className="mt-0.5 size-6 shrink-0 accent-county"
        />
        <div>
          <label htmlFor={name} className="block font-medium">
            {label}
          </label>
          {hint ? (
            <div id={state.hintId} className="text-note text-ink-2">
              {hint}
            </div>
          ) : null}
        </div>
      </div>
    </div>
  );
}
