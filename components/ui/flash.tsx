import type { ReactNode } from 'react';

/** Tells once what has just happened. Screen readers hear it without losing their place. */
export function Flash({ children }: { children: ReactNode }) {
  return (
    <div
      role="status"
      className="mb-[26px] rounded-r border-l-[6px] border-county bg-tint px-[18px] py-3.5 font-semibold"
    >
      {children}
    </div>
  );
}
