'use client';

import { useActionState } from 'react';
import { buttonClass } from '@/components/ui/button';
import { type FormAction, idleForm } from '@/lib/shared/form-state';
import { DrawnForField } from './drawn-for';

export type ProviderButton = { id: string; label: string; icon: string | undefined };

/**
 * One button for each provider, each a plain post to a server action. It works without scripts. A refusal is said
 * below them.
 */
export function ProviderButtons({
  action,
  next = '',
  buttons,
}: {
  action: FormAction;
  next?: string | undefined;
  buttons: ProviderButton[];
}) {
  const [state, post] = useActionState(action, idleForm);
  return (
    <form action={post} className="flex max-w-[420px] flex-col gap-3">
      <DrawnForField />
      <input type="hidden" name="next" value={next} />
      {buttons.map(({ id, label, icon }) => (
        <button key={id} type="submit" name="provider" value={id} className={buttonClass('quiet')}>
          <span className="flex items-center justify-center gap-3">
            {icon ? (
              // biome-ignore lint/performance/noImgElement: a small picture of the operator's, often a data: address
              <img src={icon} alt="" width={20} height={20} className="shrink-0" />
            ) : null}
            <span className="min-w-0 break-words">{label}</span>
          </span>
        </button>
      ))}
      {state.status === 'error' ? (
        <p role="alert" className="font-strong text-red">
          {state.summary[0]?.text}
        </p>
      ) : null}
    </form>
  );
}
