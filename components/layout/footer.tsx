import type { ReactNode } from 'react';

export type FooterLink = { href: string; label: string };

/** The foot of every page: the same links in the same order everywhere, and how to reach the county. */
export function Footer({
  label,
  links,
  contact,
}: {
  label: string;
  links: FooterLink[];
  contact?: ReactNode;
}) {
  return (
    <footer className="border-t-4 border-county bg-wash print:bg-transparent pt-[26px] pb-[34px] text-[0.92rem]">
      <div className="mx-auto w-full max-w-wrap px-5">
        <nav aria-label={label} className="no-print">
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href} className="inline-block py-0.5">
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {contact ? <p className="mt-2.5 max-w-none text-ink-2">{contact}</p> : null}
      </div>
    </footer>
  );
}
