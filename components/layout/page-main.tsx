import type { ReactNode } from 'react';

/**
 * The page itself. `crumbs` stand before it, so that an error summary can be first in `main`; `hero` runs over the
 * whole width; `flash` tells what has just happened.
 */
export function PageMain({
  crumbs,
  hero,
  flash,
  children,
}: {
  crumbs?: ReactNode;
  hero?: ReactNode;
  flash?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      {crumbs ? <div className="mx-auto w-full max-w-wrap px-5 pt-5">{crumbs}</div> : null}
      <main id="main" tabIndex={-1} className="flex-1">
        {hero}
        <div className={`mx-auto w-full max-w-wrap px-5 pb-12 sm:pb-16 ${crumbs ? 'pt-4' : 'pt-6 sm:pt-9'}`}>
          {flash}
          {children}
        </div>
      </main>
    </>
  );
}
