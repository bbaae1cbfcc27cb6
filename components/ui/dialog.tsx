'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';

/**
 * A modal question. The browser's own `<dialog>` keeps the focus inside and gives it back afterwards; the first
 * control among `children` takes it. Escape calls `onClose`, which must be the harmless answer.
 */
export function Dialog({
  open,
  title,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        if (open) onClose();
      }}
      className="m-auto w-[calc(100%-2.5rem)] max-w-field rounded-card border-2 border-ink bg-card p-6 text-ink"
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
