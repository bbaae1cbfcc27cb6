'use client';

import { useEffect, useRef } from 'react';

import { PageMain } from '@/components/layout/page-main';
import { useStatusTexts } from '@/components/layout/status-texts';
import { Button, ButtonRow } from '@/components/ui/button';

/** When a page breaks. What is said of the fault is its reference in the log, no more. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  const texts = useStatusTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  if (!texts) return null;
  const { title, text, reference, tryAgain } = texts.failure;
  return (
    <PageMain>
      <title>{title}</title>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{text}</p>
      {error.digest ? (
        <p className="mt-3 text-ink-2">{reference.replace('{reference}', error.digest)}</p>
      ) : null}
      <ButtonRow>
        <Button onClick={() => window.location.reload()}>{tryAgain}</Button>
      </ButtonRow>
    </PageMain>
  );
}
