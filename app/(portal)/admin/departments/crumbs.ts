import { getTranslations } from 'next-intl/server';
import type { Crumb } from '@/components/ui/breadcrumbs';
import { paths } from '@/lib/shared/paths';

/** The way back from a page about departments, or about one. */
export async function departmentCrumbs(department?: { id: string; name: string }): Promise<Crumb[]> {
  const [t, admin] = await Promise.all([getTranslations('departments'), getTranslations('admin')]);
  return [
    { href: paths.admin.show(), label: admin('title') },
    { href: paths.departments.list(), label: t('title') },
    ...(department ? [{ href: paths.departments.show(department.id), label: department.name }] : []),
  ];
}
