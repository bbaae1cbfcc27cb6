import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { createDepartment } from '@/lib/administration';
import { departmentFields } from '@/lib/administration/departments/schema';
import { paths } from '@/lib/shared/paths';
import { createDepartmentAction } from '../actions';
import { departmentCrumbs } from '../crumbs';

/** Making a department. */
export default async function NewDepartmentPage() {
  await guard(createDepartment, { ofOneCounty: true });
  const t = await getTranslations('departments');
  return (
    <PortalPage crumbs={await departmentCrumbs()}>
      <Form
        of={departmentFields}
        title={t('new')}
        heading={<h1>{t('new')}</h1>}
        action={createDepartmentAction}
        submit={t('create')}
        cancelHref={paths.departments.list()}
      />
    </PortalPage>
  );
}
