'use client';

import { type ReactNode, useActionState } from 'react';
import { DrawnForField } from '@/components/forms/drawn-for';
import { type FormAction, idleForm } from '@/lib/shared/form-state';

export type ServerFormAction = FormAction;

/**
 * A button that looks like a link and posts to a server action: for changes that stand among links. Works without
 * scripts. A refusal is said beside it.
 */
export function PostLink({
  action,
  fields = {},
  lang,
  onDark = false,
  children,
}: {
  action: ServerFormAction;
  fields?: Record<string, string>;
  /** The language of the text, where it differs from the page's. */
  lang?: string;
  onDark?: boolean;
  children: ReactNode;
}) {
  const [state, post] = useActionState(action, idleForm);
  return (
    <form action={post}>
      <DrawnForField />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        lang={lang}
        className={`py-1.5 underline decoration-1 underline-offset-[3px] hover:decoration-[3px] ${onDark ? 'text-white' : 'text-county'}`}
      >
        {children}
      </button>
      {state.status === 'error' ? (
        <span role="alert" className="block text-small">
          {state.summary[0]?.text}
        </span>
      ) : null}
    </form>
  );
}
