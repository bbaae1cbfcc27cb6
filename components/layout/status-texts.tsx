'use client';

import { createContext, type ReactNode, useContext } from 'react';

export type StatusKind = 'notFound' | 'forbidden' | 'unavailable';

/** What pages say that stand in for another, in the reader's language: when it breaks, nothing can be asked any more. */
type Texts = {
  /** Of a form that got no answer: by the word of lib/platform/front/refusal.mjs, or drawn again because it was out of date. */
  forms: { unreached: string; broken: string; outdated: string } & Record<string, string>;
  failure: { title: string; text: string; reference: string; tryAgain: string };
  pages: Record<StatusKind, { title: string; heading: string; text: string }>;
  home: { href: string; text: string };
};

const StatusContext = createContext<Texts | null>(null);

/** Hands the words down to app/error.tsx, app/not-found.tsx and those beside them. */
export function StatusTexts({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <StatusContext value={texts}>{children}</StatusContext>;
}

/** The words of those pages; null outside the layout. */
export function useStatusTexts(): Texts | null {
  return useContext(StatusContext);
}
