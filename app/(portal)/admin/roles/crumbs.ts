import { getTranslations } from 'next-intl/server';
import type { Crumb } from '@/components/ui/breadcrumbs';
import { paths } from '@/lib/shared/paths';

/** The way back from a page about roles, or about one. */
export async function roleCrumbs(role?: { id: string; name: string }): Promise<Crumb[]> {
  const [t, admin] = await Promise.all([getTranslations('ownRoles'), getTranslations('admin')]);
  return [
    { href: paths.admin.show(), label: admin('title') },
    { href: paths.roles.list(), label: t('title') },
    ...(role ? [{ href: paths.roles.show(role.id), label: role.name }] : []),
  ];
}
