import type { ReactNode } from 'react';
import type { Crumb } from '@/components/ui/breadcrumbs';
import { Form, type FormProps } from './form';
import { PortalPage } from './portal-page';

type Props = Omit<FormProps, 'heading' | 'of' | 'checks' | 'revealed'> & {
  crumbs?: Crumb[];
  /** What will happen; text alone becomes a paragraph. */
  lead: ReactNode;
};

/** A page that asks once before something is done: what will happen, one button that does it, and the way back. */
export function ConfirmPage({ crumbs, lead, variant = 'danger', ...form }: Props) {
  return (
    <PortalPage crumbs={crumbs}>
      <Form
        {...form}
        variant={variant}
        heading={
          <>
            <h1 className="[overflow-wrap:anywhere]">{form.title}</h1>
            {typeof lead === 'string' ? <p className="[overflow-wrap:anywhere]">{lead}</p> : lead}
          </>
        }
      />
    </PortalPage>
  );
}
