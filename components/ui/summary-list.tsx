import type { ReactNode } from 'react';

export type SummaryRow = {
  key: string;
  label: string;
  value: ReactNode;
  /** `about` completes the link's name for those who hear it alone: "Change" + "phone number". */
  change?: { href: string; text: string; about: string };
};

/** Facts with their names, each with a link to change it. */
export function SummaryList({ rows }: { rows: SummaryRow[] }) {
  return (
    <dl className="max-w-form border-t border-line">
      {rows.map((row) => (
        <div
          key={row.key}
          className="flex flex-wrap gap-x-5 border-b border-line py-3.5 sm:grid sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(4.5rem,auto)]"
        >
          <dt className="w-full font-strong sm:w-auto">{row.label}</dt>
          <dd className="min-w-0 flex-1 [overflow-wrap:anywhere]">{row.value}</dd>
          {row.change ? (
            <dd>
              <a href={row.change.href} className="inline-block">
                {row.change.text}
                <span className="sr-only"> {row.change.about}</span>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
