import type { ReactNode } from 'react';

/** A part of a page with its own heading; screen readers can jump to it by name. */
export function Panel({
  id,
  title,
  children,
  after,
}: {
  id: string;
  title: string;
  children: ReactNode;
  after?: ReactNode;
}) {
  return (
    <section aria-labelledby={`${id}-title`} className="mb-9">
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
      {after ? <div className="mt-4 text-small [&_a]:inline-block [&_a]:py-0.5">{after}</div> : null}
    </section>
  );
}

/** A white box with a fine line. */
export function Card({ children }: { children: ReactNode }) {
  return <div className="rounded-card border border-line bg-card px-[22px] py-5">{children}</div>;
}

/** Main column and side column; one under the other on a phone. */
export function Split({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className="grid gap-x-9 sm:grid-cols-[minmax(0,2fr)_minmax(220px,1fr)]">
      <div className="min-w-0">{main}</div>
      <div className="min-w-0">{side}</div>
    </div>
  );
}

/** The one thing to do now, with its button at the side. */
export function TurnPanel({
  id,
  tag,
  title,
  meta,
  action,
}: {
  id: string;
  tag?: ReactNode;
  title: string;
  meta?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <section
      aria-labelledby={`${id}-title`}
      className="mb-[22px] flex flex-wrap items-center gap-[18px] rounded-card border border-amber-line bg-amber-tint px-[22px] py-5"
    >
      <div className="min-w-0">
        {tag}
        <h2 id={`${id}-title`} className="mt-2 mb-0.5">
          {title}
        </h2>
        {meta ? <p className="text-ink-2">{meta}</p> : null}
      </div>
      {action ? <div className="sm:ml-auto">{action}</div> : null}
    </section>
  );
}
