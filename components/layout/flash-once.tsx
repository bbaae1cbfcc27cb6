'use client';

import { type ReactNode, useEffect } from 'react';
import { Flash } from '@/components/ui/flash';

/** A line about what has just happened. Takes its cookie away, so that going on or reloading does not show it again. */
export function FlashOnce({ cookie, children }: { cookie: string; children: ReactNode }) {
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${cookie}=; path=/; max-age=0; samesite=lax${cookie.startsWith('__Host-') ? '; secure' : ''}`;
  }, [cookie]);
  return <Flash>{children}</Flash>;
}
