'use client';

import { type ReactNode, useContext } from 'react';
import { FieldNotes, frameClass } from './field-frame';
import { FormContext, useField } from './form-context';

export type CheckboxOption = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Stands as text instead of a box: it is not the reader's to change. What is `on` is sent as it is. */
  fixed?: { on: boolean; text: ReactNode };
};

/**
 * Any number of a few: sends the value of each ticked box under one name. The first box bears the group's name as its
 * id, so that the error summary leads to it.
 */
export function CheckboxGroup({
  name,
  legend,
  hint,
  options,
  defaultValues = [],
}: {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  options: readonly CheckboxOption[];
  defaultValues?: readonly string[];
}) {
  const { values } = useContext(FormContext);
  const state = useField(name, Boolean(hint));
  const sent = values?.[name] ?? [];
  const ticked = values ? (typeof sent === 'string' ? [sent] : sent) : defaultValues;
  const firstBox = options.find(({ fixed }) => !fixed)?.value;
  return (
    <div className={frameClass(state.fault)}>
      <fieldset aria-describedby={state.described['aria-describedby']}>
        <legend className="mb-1 font-strong">{legend}</legend>
        <FieldNotes state={state} hint={hint} />
        {options.map(({ value, label, hint: about, fixed }, place) => {
          // By its place: of names in other letters nothing would be left that an id may hold.
          const id = value === firstBox ? name : `${name}-${place}`;
          return fixed ? (
            <div key={value} className="border-l-4 border-line py-1.5 pl-3">
              {fixed.on ? <input type="hidden" name={name} value={value} /> : null}
              <div>{label}</div>
              <div className="text-note text-ink-2">{fixed.text}</div>
            </div>
          ) : (
            <div key={value} className="flex items-start gap-3 py-1.5">
              <input
                id={id}
                name={name}
                type="checkbox"
                value={value}
                defaultChecked={ticked.includes(value)}
                aria-invalid={state.fault ? true : undefined}
                aria-describedby={about ? `${id}-about` : undefined}
                className="mt-0.5 size-6 shrink-0 accent-county"
              />
              <div className="min-w-0">
                <label htmlFor={id} className="block [overflow-wrap:anywhere]">
                  {label}
                </label>
                {about ? (
                  <div id={`${id}-about`} className="text-note text-ink-2">
                    {about}
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
