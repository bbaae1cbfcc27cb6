import type { ReactNode } from 'react';

export type ListItem = {
  key: string;
  title: ReactNode;
  /** Makes the title a link. */
  href?: string;
  meta?: ReactNode;
  /** At the right: a status, a time, a small action. */
  aside?: ReactNode;
};

/** Things of one kind with a title, a line about each and a status at the right, as on the dashboards. */
export function ItemList({ items, small = false }: { items: ListItem[]; small?: boolean }) {
  return (
    <ul className={`border-t border-line ${small ? 'text-small' : ''}`}>
      {items.map((item) => (
        <li
          key={item.key}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-1 py-[15px]"
        >
          <div className="min-w-0">
            {item.href ? (
              <a href={item.href} className="inline-block font-bold">
                {item.title}
              </a>
            ) : (
              <div>{item.title}</div>
            )}
            {item.meta ? <div className={`text-ink-2 ${small ? '' : 'text-small'}`}>{item.meta}</div> : null}
          </div>
          {item.aside ? <div className="ml-auto [&_a]:inline-block">{item.aside}</div> : null}
        </li>
      ))}
    </ul>
  );
}
