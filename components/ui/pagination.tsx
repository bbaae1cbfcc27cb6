/** The page numbers to show: first, last, the current one and its neighbours; `null` stands for a gap. */
export function pageNumbers(page: number, pages: number): Array<number | null> {
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const unique = [...new Set(wanted)].sort((a, b) => a - b);
  const shown: Array<number | null> = [];
  for (const number of unique) {
    const last = shown.at(-1);
    if (typeof last === 'number' && number - last === 2) shown.push(last + 1);
    else if (typeof last === 'number' && number - last > 2) shown.push(null);
    shown.push(number);
  }
  return shown;
}

const link = 'inline-block rounded-field px-[11px] py-[7px] no-underline hover:underline';

/** Links to the pages of a list. Nothing is drawn when there is only one page. */
export function Pagination({
  label,
  page,
  pages,
  hrefFor,
  pageLabel,
  previousText,
  nextText,
}: {
  /** Name of the landmark, for example "Pages of people". */
  label: string;
  page: number;
  pages: number;
  hrefFor: (page: number) => string;
  /** What a screen reader hears for a number, for example "Page 3". */
  pageLabel: (page: number) => string;
  previousText: string;
  nextText: string;
}) {
  if (pages <= 1) return null;
  return (
    <nav aria-label={label} className="no-print mt-[18px]">
      <ul className="flex flex-wrap items-center gap-1.5">
        {page > 1 ? (
          <li>
            <a rel="prev" href={hrefFor(page - 1)} className={link}>
              {previousText}
            </a>
          </li>
        ) : null}
        {pageNumbers(page, pages).map((number, index, all) =>
          number === null ? (
            <li key={`gap-after-${all[index - 1]}`} aria-hidden="true" className="px-1 text-ink-2">
              …
            </li>
          ) : (
            <li key={number}>
              <a
                href={hrefFor(number)}
                aria-label={pageLabel(number)}
                aria-current={number === page ? 'page' : undefined}
                className={number === page ? `${link} bg-county font-strong text-white` : link}
              >
                {number}
              </a>
            </li>
          ),
        )}
        {page < pages ? (
          <li>
            <a rel="next" href={hrefFor(page + 1)} className={link}>
              {nextText}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
