import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { addDepartmentMember, getDepartment } from '@/lib/administration';
import { newMemberFields } from '@/lib/administration/departments/schema';
import { paths } from '@/lib/shared/paths';
import { addOfficerAction } from '../../../actions';
import { departmentCrumbs } from '../../../crumbs';

/** Adding a person of the county to a department. */
export default async function AddOfficerPage({ params }: { params: Promise<{ id: string }> }) {
  await guard(addDepartmentMember, { ofOneCounty: true });
  const t = await getTranslations('departments');
  const department = await read(getDepartment, { departmentId: (await params).id });
  return (
    <PortalPage crumbs={await departmentCrumbs(department)}>
      <Form
        of={newMemberFields}
        title={t('addMember')}
        heading={
          <>
            <h1>{t('addMember')}</h1>
            <p className="mb-5 text-ink-2">{t('addMemberLead')}</p>
          </>
        }
        action={addOfficerAction}
        sends={{ departmentId: department.id }}
        submit={t('add')}
        cancelHref={paths.departments.show(department.id)}
      />
    </PortalPage>
  );
}
