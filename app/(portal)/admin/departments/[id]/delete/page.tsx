import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { read } from '@/lib/adapters/page';
import { getDepartment } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { deleteDepartmentAction } from '../../actions';
import { departmentCrumbs } from '../../crumbs';
import { requireDepartments } from '../../require-departments';

/** Asks once before a department that was never used is deleted. */
export default async function DeleteDepartmentPage({ params }: { params: Promise<{ id: string }> }) {
  await requireDepartments('department.manage');
  const [t, common, department] = await Promise.all([
    getTranslations('departments'),
    getTranslations('common'),
    read(getDepartment, { departmentId: (await params).id }),
  ]);
  const title = t('deleteTitle', { name: department.name });
  return (
    <PortalPage crumbs={await departmentCrumbs(department)}>
      <AccountForm
        {...(await formFrame(title))}
        action={deleteDepartmentAction}
        fields={[]}
        heading={
          <>
            <h1 className="[overflow-wrap:anywhere]">{title}</h1>
            <p>{t('deleteText')}</p>
          </>
        }
      >
        <HiddenField name="departmentId" value={department.id} />
        <HiddenField name="version" value={department.version} />
        <ButtonRow>
          <SubmitButton variant="danger">{t('delete')}</SubmitButton>
          <a href={paths.department(department.id)} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
