import type { ReactNode } from 'react';
import type { Crumb } from '@/components/ui/breadcrumbs';
import { PortalPage } from './portal-page';

/** A page that says one thing and where to go from there. */
export function MessagePage({
  title,
  texts,
  crumbs,
  children,
}: {
  title: string;
  texts: string[];
  crumbs?: Crumb[];
  children?: ReactNode;
}) {
  return (
    <PortalPage crumbs={crumbs}>
      <h1>{title}</h1>
      {texts.map((text) => (
        <p key={text} className="mb-3.5">
          {text}
        </p>
      ))}
      {children}
    </PortalPage>
  );
}
