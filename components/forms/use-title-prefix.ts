'use client';

import { useEffect } from 'react';

/**
 * Puts `prefix` before the title of the document while `on`, once, whoever wrote the title. Does nothing when
 * `active` is false.
 */
export function useTitlePrefix(prefix: string, on: boolean, active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const bare = document.title.startsWith(prefix) ? document.title.slice(prefix.length) : document.title;
    document.title = on ? prefix + bare : bare;
  }, [prefix, on, active]);
}
