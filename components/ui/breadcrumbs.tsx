export type Crumb = { label: string; href: string };

/** The way back, above the heading. Holds the pages above this one, not the page itself. */
export function Breadcrumbs({ label, items }: { label: string; items: Crumb[] }) {
  return (
    <nav aria-label={label} className="no-print text-small">
      <ol className="flex flex-wrap gap-x-2 gap-y-1">
        {items.map((item, index) => (
          <li key={item.href} className="flex gap-x-2">
            {index > 0 ? (
              <span aria-hidden="true" className="text-ink-2">
                ›
              </span>
            ) : null}
            <a href={item.href} className="inline-block py-0.5 text-ink">
              {item.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
