export type ActiveFilter = {
  key: string;
  /** "Role: Citizen". */
  text: string;
  /** The list without this filter. */
  href: string;
};

/** The filters that are set, each with a way to take it off, and one to take off all. Nothing is drawn without any. */
export function ActiveFilters({
  label,
  filters,
  removeText,
  clear,
}: {
  label: string;
  filters: readonly ActiveFilter[];
  /** What a screen reader hears before a filter's text: "Remove". */
  removeText: string;
  clear: { href: string; text: string };
}) {
  if (filters.length === 0) return null;
  return (
    <div className="no-print mb-[18px] flex flex-wrap items-center gap-x-3 gap-y-2 text-small">
      <ul aria-label={label} className="flex flex-wrap gap-2">
        {filters.map(({ key, text, href }) => (
          <li key={key}>
            <a
              href={href}
              className="inline-flex items-center gap-2 rounded-field border border-line bg-card px-2.5 py-1 text-ink no-underline [overflow-wrap:anywhere] hover:underline"
            >
              <span>
                <span className="sr-only">{removeText} </span>
                {text}
              </span>
              <span aria-hidden="true" className="text-ink-2">
                ×
              </span>
            </a>
          </li>
        ))}
      </ul>
      <a href={clear.href} className="inline-block py-1">
        {clear.text}
      </a>
    </div>
  );
}
