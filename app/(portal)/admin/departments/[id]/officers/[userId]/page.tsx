import { forbidden } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getDepartment, getDepartmentMember, updateDepartmentMember } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { updateOfficerAction } from '../../../actions';
import { departmentCrumbs } from '../../../crumbs';
import { DayFields } from '../day-fields';

/** From when to when a person works in a department. */
export default async function OfficerPage({ params }: { params: Promise<{ id: string; userId: string }> }) {
  await guard(updateDepartmentMember, { ofOneCounty: true });
  const { id: departmentId, userId } = await params;
  const [t, common, department, member] = await Promise.all([
    getTranslations('departments'),
    getTranslations('common'),
    read(getDepartment, { departmentId }),
    read(getDepartmentMember, { departmentId, userId }),
  ]);
  if (!member.mayChange) forbidden();
  const title = t('memberTitle', { name: member.fullName, department: department.name });
  return (
    <PortalPage crumbs={await departmentCrumbs(department)}>
      <AccountForm
        {...(await formFrame(title))}
        action={updateOfficerAction}
        fields={['from', 'until']}
        heading={
          <>
            <h1 className="[overflow-wrap:anywhere]">{title}</h1>
            <p className="mb-5 text-ink-2 [overflow-wrap:anywhere]">{member.email}</p>
          </>
        }
      >
        <HiddenField name="departmentId" value={departmentId} />
        <HiddenField name="userId" value={userId} />
        <HiddenField name="version" value={member.version} />
        <DayFields from={member.from} until={member.until} />
        <ButtonRow>
          <SubmitButton>{common('save')}</SubmitButton>
          {member.standing === 'past' ? null : (
            <a href={paths.endOfficer(departmentId, userId)} className="inline-block py-1">
              {t('endMember')}
            </a>
          )}
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
