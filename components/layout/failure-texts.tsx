'use client';

import { createContext, type ReactNode, useContext } from 'react';

/** What the page of a failure says, in the reader's language: when it breaks, nothing can be asked any more. */
type Texts = { title: string; text: string; reference: string; tryAgain: string };

const FailureContext = createContext<Texts | null>(null);

/** Hands the words down to app/error.tsx. */
export function FailureTexts({ texts, children }: { texts: Texts; children: ReactNode }) {
  return <FailureContext value={texts}>{children}</FailureContext>;
}

/** The words of a failure; null outside the layout. */
export function useFailureTexts(): Texts | null {
  return useContext(FailureContext);
}
