'use client';

import { useState } from 'react';

/**
 * A county's colours as a style element. The document's policy names the nonce it was loaded with, so that one stays
 * when the county changes without a new document (a form that signs in).
 */
export function CountyStyle({ css, nonce }: { css: string | null; nonce: string | undefined }) {
  const [first] = useState(nonce);
  return css === null ? null : (
    <style nonce={first} suppressHydrationWarning>
      {css}
    </style>
  );
}
