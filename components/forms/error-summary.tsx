'use client';

import type { MouseEvent, Ref } from 'react';
import type { FormFault } from '@/lib/shared/form-state';

function focusField(event: MouseEvent<HTMLAnchorElement>, id: string) {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
  (field.closest('fieldset') ?? label ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
}

/**
 * What is wrong, first on the page, each line leading to its field. `autofocus` gives it the focus when the page
 * comes from the server without scripts; `ActionForm` does so otherwise.
 */
export function ErrorSummary({
  title,
  faults,
  ref,
}: {
  title: string;
  faults: FormFault[];
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <div
      ref={ref}
      role="alert"
      aria-labelledby="problem-title"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the page was asked for by sending the form, and the faults are its answer
      autoFocus
      className="mb-[30px] max-w-problem rounded border-4 border-red bg-card px-[22px] py-5"
    >
      <h2 id="problem-title" className="mb-2">
        {title}
      </h2>
      <ul className="list-disc pl-5">
        {faults.map(({ field, text }) => (
          <li key={`${field ?? ''} ${text}`}>
            {field ? (
              <a
                href={`#${field}`}
                onClick={(event) => focusField(event, field)}
                className="block w-fit py-0.5 font-strong text-red"
              >
                {text}
              </a>
            ) : (
              <span className="block py-0.5 font-strong text-red">{text}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
