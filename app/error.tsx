'use client';

import { useEffect, useRef } from 'react';
import { useFailureTexts } from '@/components/layout/failure-texts';
import { PageMain } from '@/components/layout/page-main';
import { Button, ButtonRow } from '@/components/ui/button';
import { awayDigest } from '@/lib/shared/away';

/** When a page breaks, or the database behind it is away. What is said of a fault is its reference in the log, no more. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  const texts = useFailureTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  if (!texts) return null;
  const isAway = error.digest === awayDigest;
  const { title, text } = isAway ? texts.away : texts.failure;
  return (
    <PageMain>
      <title>{title}</title>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{text}</p>
      {error.digest && !isAway ? (
        <p className="mt-3 text-ink-2">{texts.reference.replace('{reference}', error.digest)}</p>
      ) : null}
      <ButtonRow>
        <Button onClick={() => window.location.reload()}>{texts.tryAgain}</Button>
      </ButtonRow>
    </PageMain>
  );
}
