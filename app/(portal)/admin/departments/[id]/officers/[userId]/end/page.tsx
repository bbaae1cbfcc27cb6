import { forbidden } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { endDepartmentMember, getDepartment, getDepartmentMember } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { endOfficerAction } from '../../../../actions';
import { departmentCrumbs } from '../../../../crumbs';

type Props = { params: Promise<{ id: string; userId: string }> };

/** Asks once before somebody's work in a department ends. */
export default async function EndOfficerPage({ params }: Props) {
  await guard(endDepartmentMember, { ofOneCounty: true });
  const { id: departmentId, userId } = await params;
  const [t, department, member] = await Promise.all([
    getTranslations('departments'),
    read(getDepartment, { departmentId }),
    read(getDepartmentMember, { departmentId, userId }),
  ]);
  if (!member.mayChange) forbidden();
  return (
    <ConfirmPage
      crumbs={await departmentCrumbs(department)}
      title={t('endMember')}
      lead={t('endMemberText', { name: member.fullName, department: department.name })}
      action={endOfficerAction}
      sends={{ departmentId, userId, version: member.version }}
      submit={t('endMember')}
      cancelHref={paths.departments.officer(departmentId, userId)}
    />
  );
}
