'use client';

import type { ReactNode } from 'react';
import { FieldNotes, frameClass } from './field-frame';
import { useField } from './form-context';

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode };

/** One of a few. The first button bears the group's name as its id, so that the error summary leads to it. */
export function RadioGroup({
  name,
  legend,
  hint,
  options,
  defaultValue,
}: {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  options: RadioOption[];
  defaultValue?: string;
}) {
  const state = useField(name, Boolean(hint));
  const chosen = state.sent ?? defaultValue;
  return (
    <div className={frameClass(state.fault)}>
      <fieldset aria-describedby={state.described['aria-describedby']}>
        <legend className="mb-1 font-strong">{legend}</legend>
        <FieldNotes state={state} hint={hint} />
        {options.map((option, index) => {
          const id = index === 0 ? name : `${name}-${option.value}`;
          return (
            <div key={option.value} className="flex items-start gap-3 py-1.5">
              <input
                id={id}
                name={name}
                type="radio"
                value={option.value}
                defaultChecked={chosen === option.value}
                aria-invalid={state.fault ? true : undefined}
                aria-describedby={option.hint ? `${id}-option-hint` : undefined}
                className="mt-0.5 size-6 shrink-0 accent-county"
              />
              <div>
                <label htmlFor={id} className="block">
                  {option.label}
                </label>
                {option.hint ? (
                  <div id={`${id}-option-hint`} className="text-note text-ink-2">
                    {option.hint}
                  </div>
                ) : null}
              </div>
            </div>
          );
        })}
      </fieldset>
    </div>
  );
}
