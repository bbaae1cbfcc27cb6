import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { createDepartment } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { createDepartmentAction } from '../actions';
import { departmentCrumbs } from '../crumbs';
import { DepartmentFields } from '../department-fields';

/** Making a department. */
export default async function NewDepartmentPage() {
  await guard(createDepartment, { ofOneCounty: true });
  const [t, common] = await Promise.all([getTranslations('departments'), getTranslations('common')]);
  return (
    <PortalPage crumbs={await departmentCrumbs()}>
      <AccountForm
        {...(await formFrame(t('new')))}
        action={createDepartmentAction}
        fields={['name', 'code']}
        heading={<h1>{t('new')}</h1>}
      >
        <DepartmentFields />
        <ButtonRow>
          <SubmitButton>{t('create')}</SubmitButton>
          <a href={paths.departments()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
