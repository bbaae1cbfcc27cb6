import { forbidden } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { read } from '@/lib/adapters/page';
import { getDepartment, getDepartmentMember } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { endOfficerAction } from '../../../../actions';
import { departmentCrumbs } from '../../../../crumbs';
import { requireDepartments } from '../../../../require-departments';

/** Asks once before somebody's work in a department ends. */
export default async function EndOfficerPage({
  params,
}: {
  params: Promise<{ id: string; userId: string }>;
}) {
  await requireDepartments('user.assign');
  const { id: departmentId, userId } = await params;
  const [t, common, department, member] = await Promise.all([
    getTranslations('departments'),
    getTranslations('common'),
    read(getDepartment, { departmentId }),
    read(getDepartmentMember, { departmentId, userId }),
  ]);
  if (!member.mayChange) forbidden();
  const names = { name: member.fullName, department: department.name };
  return (
    <PortalPage crumbs={await departmentCrumbs(department)}>
      <AccountForm
        {...(await formFrame(t('endMember')))}
        action={endOfficerAction}
        fields={[]}
        heading={
          <>
            <h1>{t('endMember')}</h1>
            <p className="[overflow-wrap:anywhere]">{t('endMemberText', names)}</p>
          </>
        }
      >
        <HiddenField name="departmentId" value={departmentId} />
        <HiddenField name="userId" value={userId} />
        <HiddenField name="version" value={member.version} />
        <ButtonRow>
          <SubmitButton variant="danger">{t('endMember')}</SubmitButton>
          <a href={paths.officer(departmentId, userId)} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
