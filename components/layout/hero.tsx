import type { ReactNode } from 'react';

/** The opening of a public page: what this is, in one sentence, and the one thing to do. */
export function Hero({ title, lead, actions }: { title: string; lead: string; actions?: ReactNode }) {
  return (
    <div className="border-b border-line bg-linear-to-b from-tint to-paper print:bg-none">
      <div className="mx-auto w-full max-w-wrap px-5 pt-8 pb-7 sm:pt-[52px] sm:pb-11">
        <h1 className="max-w-[21ch] text-wrap sm:text-hero">{title}</h1>
        <p className="text-lead text-ink-2">{lead}</p>
        {actions ? (
          <div className="no-print mt-5 flex flex-wrap items-center gap-x-4 gap-y-3">{actions}</div>
        ) : null}
      </div>
    </div>
  );
}

/** A short offer with a strong line above it; several stand side by side. */
export function Offers({ items }: { items: Array<{ key: string; title: ReactNode; text: ReactNode }> }) {
  return (
    <ul className="mt-2.5 grid grid-cols-[repeat(auto-fit,minmax(min(280px,100%),1fr))] gap-x-9">
      {items.map((item) => (
        <li key={item.key} className="border-t-[3px] border-county py-[18px]">
          <h3 className="text-[1.08rem]">{item.title}</h3>
          <p className="text-ink-2">{item.text}</p>
        </li>
      ))}
    </ul>
  );
}
