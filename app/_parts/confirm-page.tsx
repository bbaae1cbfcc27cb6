import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ActionForm } from '@/components/forms/action-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import type { Crumb } from '@/components/ui/breadcrumbs';
import { ButtonRow, type ButtonVariant } from '@/components/ui/button';
import type { FormAction } from '@/lib/shared/form-state';
import { formFrame } from './form-frame';
import { PortalPage } from './portal-page';

type Props = {
  crumbs?: Crumb[];
  title: string;
  /** What will happen; text alone becomes a paragraph. */
  lead: ReactNode;
  action: FormAction;
  /** What the button sends along: whom or what the act is about, and the version that was shown. */
  sends?: Record<string, string | number>;
  /** Names of the fields that are asked beside, in the order of the page. */
  fields?: readonly string[];
  submit: string;
  variant?: ButtonVariant;
  /** Stands in the button's place where the act cannot be done yet: what has to be done first. */
  instead?: ReactNode;
  /** The way back; a page that a mailed link opens has none. */
  cancelHref?: string;
  /** The fields that are asked beside: a reason. */
  children?: ReactNode;
};

/** A page that asks once before something is done: what will happen, one button that does it, and the way back. */
export async function ConfirmPage(props: Props) {
  const { crumbs, title, lead, action, sends = {}, fields = [], submit, variant = 'danger' } = props;
  const t = await getTranslations('common');
  return (
    <PortalPage crumbs={crumbs}>
      <ActionForm
        {...(await formFrame(title))}
        action={action}
        fields={fields}
        heading={
          <>
            <h1 className="[overflow-wrap:anywhere]">{title}</h1>
            {typeof lead === 'string' ? <p className="[overflow-wrap:anywhere]">{lead}</p> : lead}
          </>
        }
      >
        {Object.entries(sends).map(([name, value]) => (
          <HiddenField key={name} name={name} value={value} />
        ))}
        {props.children}
        <ButtonRow>
          {props.instead ?? <SubmitButton variant={variant}>{submit}</SubmitButton>}
          {props.cancelHref ? (
            <a href={props.cancelHref} className="inline-block py-1">
              {t('cancel')}
            </a>
          ) : null}
        </ButtonRow>
      </ActionForm>
    </PortalPage>
  );
}
