'use client';

import { usePathname } from 'next/navigation';

export type NavItem = { href: string; label: string };

/** The item whose address is the longest beginning of the path, whole segments only. */
export function currentItem(items: readonly NavItem[], path: string): string | undefined {
  return items
    .map((item) => item.href)
    .filter((href) => path === href || path.startsWith(href.endsWith('/') ? href : `${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * The one main navigation. Marks the current part by the address unless `current` names it. It asks the browser for
 * the address because a layout is not drawn again when a form leads to another page.
 */
export function MainNav({ label, items, current }: { label: string; items: NavItem[]; current?: string }) {
  const path = usePathname();
  const here = current ?? currentItem(items, path);
  if (items.length === 0) return null;
  return (
    <nav aria-label={label} className="no-print border-b border-line bg-card">
      <ul className="mx-auto flex w-full max-w-wrap flex-wrap gap-x-1 px-5">
        {items.map((item) => (
          <li key={item.href} className="shrink-0">
            <a
              href={item.href}
              aria-current={item.href === here ? 'page' : undefined}
              className={`focus-inset block px-3.5 pt-2 text-[0.96rem] sm:pt-[13px] whitespace-nowrap no-underline hover:underline ${
                item.href === here
                  ? 'border-b-4 border-county pb-1 font-bold text-county sm:pb-[9px]'
                  : 'pb-2 font-medium text-ink sm:pb-[13px]'
              }`}
            >
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
