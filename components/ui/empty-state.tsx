import type { ReactNode } from 'react';

/** What stands where a list would be: why it is empty, and what to do. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="rounded-card border-2 border-dashed border-line px-[22px] py-7">
      <p className="text-h3">{title}</p>
      {children ? <p className="mt-1 text-ink-2">{children}</p> : null}
      {action ? <div className="mt-4">{action}</div> : null}
    </div>
  );
}
