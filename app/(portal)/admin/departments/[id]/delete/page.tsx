import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { deleteDepartment, getDepartment } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { deleteDepartmentAction } from '../../actions';
import { departmentCrumbs } from '../../crumbs';

/** Asks once before a department that was never used is deleted. */
export default async function DeleteDepartmentPage({ params }: { params: Promise<{ id: string }> }) {
  await guard(deleteDepartment, { ofOneCounty: true });
  const t = await getTranslations('departments');
  const department = await read(getDepartment, { departmentId: (await params).id });
  return (
    <ConfirmPage
      crumbs={await departmentCrumbs(department)}
      title={t('deleteTitle', { name: department.name })}
      lead={t('deleteText')}
      action={deleteDepartmentAction}
      sends={{ departmentId: department.id, version: department.version }}
      submit={t('delete')}
      cancelHref={paths.departments.show(department.id)}
    />
  );
}
