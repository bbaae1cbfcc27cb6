import type { ReactNode } from 'react';

/** Facts with their names above them, for a narrow column. */
export function Facts({ items }: { items: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="border-t border-line text-small">
      {items.map(({ label, value }) => (
        <div key={label} className="border-b border-line px-1 py-3">
          <dt className="font-strong">{label}</dt>
          <dd className="[overflow-wrap:anywhere] [&_a]:inline-block [&_a]:py-0.5">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
