import { forbidden } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getDepartment, getDepartmentMember, updateDepartmentMember } from '@/lib/administration';
import { memberFields } from '@/lib/administration/departments/schema';
import { paths } from '@/lib/shared/paths';
import { updateOfficerAction } from '../../../actions';
import { departmentCrumbs } from '../../../crumbs';

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
      <Form
        of={memberFields}
        title={title}
        heading={
          <>
            <h1 className="[overflow-wrap:anywhere]">{title}</h1>
            <p className="mb-5 text-ink-2 [overflow-wrap:anywhere]">{member.email}</p>
          </>
        }
        action={updateOfficerAction}
        values={{ from: member.from, until: member.until }}
        sends={{ departmentId, userId, version: member.version }}
        submit={common('save')}
        beside={
          member.standing === 'past' ? null : (
            <a href={paths.departments.endOfficer(departmentId, userId)} className="inline-block py-1">
              {t('endMember')}
            </a>
          )
        }
      />
    </PortalPage>
  );
}
