import { getTranslations } from 'next-intl/server';
import type { Crumb } from '@/components/ui/breadcrumbs';
import { paths } from '@/lib/shared/paths';

/** The way back from a page about a county. */
export async function countyCrumbs(county?: { id: string; name: string }): Promise<Crumb[]> {
  const [t, admin] = await Promise.all([getTranslations('counties'), getTranslations('admin')]);
  return [
    { href: paths.admin.show(), label: admin('title') },
    { href: paths.counties.list(), label: t('title') },
    ...(county ? [{ href: paths.counties.show(county.id), label: county.name }] : []),
  ];
}
