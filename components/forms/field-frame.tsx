'use client';

import type { ReactNode } from 'react';
import type { FieldState } from './form-context';

export type FieldWidth = 'full' | 'medium' | 'short';

const widths: Record<FieldWidth, string> = {
  full: 'w-full',
  medium: 'w-full max-w-72',
  short: 'w-full max-w-36',
};

/** The classes of a control; its edge turns red with a fault. */
export function controlClass(fault: string | undefined, width: FieldWidth = 'full'): string {
  return `min-h-[3.1rem] rounded-field border-2 bg-card px-3 py-[11px] text-ink ${fault ? 'border-red' : 'border-edge'} ${widths[width]}`;
}

/** The box of a field and, with a fault, its red line at the side. */
export function frameClass(fault: string | undefined): string {
  return `mb-6 max-w-field ${fault ? 'border-l-[5px] border-red pl-4' : ''}`;
}

/** Hint and fault of a field, in the order in which they are read out. */
export function FieldNotes({ state, hint }: { state: FieldState; hint: ReactNode }) {
  return (
    <>
      {hint ? (
        <div id={state.hintId} className="mb-1.5 text-note text-ink-2">
          {hint}
        </div>
      ) : null}
      {state.fault ? (
        <div id={state.faultId} className="mb-1.5 font-strong text-red">
          {state.fault}
        </div>
      ) : null}
    </>
  );
}

/** Label above, hint of one sentence, fault, control. */
export function FieldFrame({
  state,
  label,
  hint,
  children,
}: {
  state: FieldState;
  label: ReactNode;
  hint: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={frameClass(state.fault)}>
      <label htmlFor={state.described.id} className="mb-1 block font-strong">
        {label}
      </label>
      <FieldNotes state={state} hint={hint} />
      {children}
    </div>
  );
}
