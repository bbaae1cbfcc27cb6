import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formFrame } from '@/app/_parts/form-frame';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import type { DepartmentBody } from '@/lib/administration';
import { updateDepartmentAction } from '../actions';
import { DepartmentFields } from '../department-fields';

/** Changing what a department is called. `heading` is the page's: the error summary stands before it. */
export async function DetailsForm({
  department,
  heading,
}: {
  department: DepartmentBody;
  heading: ReactNode;
}) {
  const [t, common] = await Promise.all([getTranslations('departments'), getTranslations('common')]);
  return (
    <div className="mb-9">
      <AccountForm
        {...(await formFrame(department.name))}
        action={updateDepartmentAction}
        fields={['name', 'code']}
        heading={
          <>
            {heading}
            <h2>{t('details')}</h2>
          </>
        }
      >
        <HiddenField name="departmentId" value={department.id} />
        <HiddenField name="version" value={department.version} />
        <DepartmentFields department={department} />
        <ButtonRow>
          <SubmitButton>{common('save')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
    </div>
  );
}
