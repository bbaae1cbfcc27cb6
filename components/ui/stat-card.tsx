import type { ReactNode } from 'react';

/**
 * One figure of a dashboard. The figure is a link to the list behind it where there is one; `alarm` adds red,
 * and `note` must then say in words what is wrong.
 */
export function StatCard({
  title,
  figure,
  href,
  note,
  alarm = false,
}: {
  title: string;
  figure: string;
  href?: string;
  note?: ReactNode;
  alarm?: boolean;
}) {
  const colour = alarm ? 'text-red' : 'text-county';
  return (
    <div className="rounded-card border border-line bg-card px-[22px] py-5">
      <h3>{title}</h3>
      <p className={`text-stat ${colour}`}>
        {href ? (
          <a
            href={href}
            aria-label={`${title}: ${figure}`}
            className={`no-underline hover:underline ${colour}`}
          >
            {figure}
          </a>
        ) : (
          figure
        )}
      </p>
      {note ? <p className="mt-1 text-small text-ink-2">{note}</p> : null}
    </div>
  );
}
