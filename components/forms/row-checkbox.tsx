'use client';

import { useContext } from 'react';
import { FormContext } from './form-context';

/**
 * The box that chooses a row of a table for an act on several: sends `value` when ticked. The first of a table bears
 * the name as its id, so that the error summary leads to it.
 */
export function RowCheckbox({
  name,
  value,
  label,
  isFirst,
}: {
  name: string;
  value: string;
  label: string;
  isFirst: boolean;
}) {
  const { faults, values } = useContext(FormContext);
  const sent = values?.[name] ?? [];
  return (
    <input
      id={isFirst ? name : undefined}
      type="checkbox"
      name={name}
      value={value}
      defaultChecked={typeof sent === 'string' ? sent === value : sent.includes(value)}
      aria-label={label}
      aria-invalid={isFirst && faults[name] ? true : undefined}
      className="size-6 shrink-0 accent-county"
    />
  );
}
