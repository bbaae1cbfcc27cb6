'use client';

import { useContext } from 'react';
import { FormContext } from './form-context';

/** A way out of one certain fault of a field; absent while the field has another one or none. */
export function FaultLink({
  field,
  fault,
  href,
  text,
}: {
  field: string;
  fault: string;
  href: string;
  text: string;
}) {
  const { faults } = useContext(FormContext);
  if (faults[field] !== fault) return null;
  return (
    <p className="mb-6">
      <a href={href} className="inline-block py-0.5">
        {text}
      </a>
    </p>
  );
}
