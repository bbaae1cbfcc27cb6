import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formFrame } from '@/app/_parts/form-frame';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import type { FormAction } from '@/lib/shared/form-state';
import { paths } from '@/lib/shared/paths';
import type { UserBody } from '@/lib/shared/user-body';

/** A form about one person: what it will do, its fields, and the way back to the person. */
export async function PersonForm({
  user,
  title,
  lead,
  action,
  fields,
  children,
}: {
  user: UserBody;
  title: string;
  lead: ReactNode;
  action: FormAction;
  fields: string[];
  children?: ReactNode;
}) {
  const common = await getTranslations('common');
  return (
    <AccountForm
      {...(await formFrame(title))}
      action={action}
      fields={fields}
      heading={
        <>
          <h1 className="[overflow-wrap:anywhere]">{title}</h1>
          <div className="mb-6 max-w-prose">{lead}</div>
        </>
      }
    >
      <HiddenField name="userId" value={user.id} />
      {children}
      <ButtonRow>
        <SubmitButton>{common('save')}</SubmitButton>
        <a href={paths.person(user.id)} className="inline-block py-1">
          {common('cancel')}
        </a>
      </ButtonRow>
    </AccountForm>
  );
}
