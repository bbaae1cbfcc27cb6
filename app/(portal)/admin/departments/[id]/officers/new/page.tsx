import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { addDepartmentMember, getDepartment } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { addOfficerAction } from '../../../actions';
import { departmentCrumbs } from '../../../crumbs';
import { DayFields } from '../day-fields';

/** Adding a person of the county to a department. */
export default async function AddOfficerPage({ params }: { params: Promise<{ id: string }> }) {
  await guard(addDepartmentMember, { ofOneCounty: true });
  const [t, common, department] = await Promise.all([
    getTranslations('departments'),
    getTranslations('common'),
    read(getDepartment, { departmentId: (await params).id }),
  ]);
  return (
    <PortalPage crumbs={await departmentCrumbs(department)}>
      <AccountForm
        {...(await formFrame(t('addMember')))}
        action={addOfficerAction}
        fields={['email', 'from', 'until']}
        heading={
          <>
            <h1>{t('addMember')}</h1>
            <p className="mb-5 text-ink-2">{t('addMemberLead')}</p>
          </>
        }
      >
        <HiddenField name="departmentId" value={department.id} />
        <TextField
          name="email"
          type="email"
          label={t('email')}
          hint={t('emailHint')}
          autoComplete="off"
          inputMode="email"
        />
        <DayFields />
        <ButtonRow>
          <SubmitButton>{t('add')}</SubmitButton>
          <a href={paths.department(department.id)} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
