'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { hasPasskeys } from './passkey-ceremony';

/** Where the portal's passkeys work, and what is said where they do not. */
export type PasskeyPlace = {
  /** The host that they belong to; null where browsers offer none at all. */
  host: string | null;
  origin: string;
  words: {
    nowhere: string;
    elsewhere: string;
    elsewhereLink: string;
    unsupported: string;
    noScripts: string;
  };
};

const never = () => () => {};
const hint = 'max-w-prose text-ink-2';

/**
 * Shows what needs passkeys where they work. Until scripts run its place is kept, empty: nothing jumps, and nobody meets
 * a button that does nothing.
 * @param isAside something else does the same: only that another address has passkeys is worth a line
 */
export function PasskeyOnly({
  place: { host, origin, words },
  isAside = false,
  children,
}: {
  place: PasskeyPlace;
  isAside?: boolean;
  children: ReactNode;
}) {
  const where = useSyncExternalStore(
    never,
    () => (!hasPasskeys() ? 'nowhere' : location.hostname === host ? 'here' : 'elsewhere'),
    () => null,
  );
  if (host === null) return isAside ? null : <p className={hint}>{words.nowhere}</p>;
  if (where === 'here') return <div>{children}</div>;
  if (where === 'nowhere') return isAside ? null : <p className={hint}>{words.unsupported}</p>;
  if (where === 'elsewhere')
    return (
      <p className={hint}>
        {words.elsewhere} <a href={origin + location.pathname + location.search}>{words.elsewhereLink}</a>
      </p>
    );
  return (
    <>
      {isAside ? null : <p className={`${hint} hidden [@media(scripting:none)]:block`}>{words.noScripts}</p>}
      <div className="invisible [@media(scripting:none)]:hidden">{children}</div>
    </>
  );
}
