import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getDepartment, updateDepartment } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { deactivateDepartmentAction } from '../../actions';
import { departmentCrumbs } from '../../crumbs';

/** Asks once before a department is closed. */
export default async function DeactivateDepartmentPage({ params }: { params: Promise<{ id: string }> }) {
  await guard(updateDepartment, { ofOneCounty: true });
  const t = await getTranslations('departments');
  const department = await read(getDepartment, { departmentId: (await params).id });
  return (
    <ConfirmPage
      crumbs={await departmentCrumbs(department)}
      title={t('deactivateTitle', { name: department.name })}
      lead={t('deactivateText')}
      action={deactivateDepartmentAction}
      sends={{ departmentId: department.id, version: department.version, active: 'false' }}
      submit={t('deactivate')}
      cancelHref={paths.departments.show(department.id)}
    />
  );
}
