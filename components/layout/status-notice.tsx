'use client';

import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { PageMain } from './page-main';
import { type StatusKind, useStatusTexts } from './status-texts';

/**
 * The page that stands in for another where scripts draw it; without them it is app/status. Next draws three of these
 * with every page, twice: so they are one name each, and their words stand in the layout once.
 */
export function StatusNotice({ kind }: { kind: StatusKind }) {
  const texts = useStatusTexts();
  if (!texts) return null;
  const { title, heading, text } = texts.pages[kind];
  return (
    <PageMain>
      <title>{title}</title>
      <h1>{heading}</h1>
      <p className="mb-3.5">{text}</p>
      <ButtonRow>
        <ButtonLink href={texts.home.href}>{texts.home.text}</ButtonLink>
      </ButtonRow>
    </PageMain>
  );
}
