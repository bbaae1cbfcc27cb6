import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import type { Crumb } from '@/components/ui/breadcrumbs';
import { read } from '@/lib/adapters/page';
import { getPersonFile } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import type { UserBody } from '@/lib/shared/user-body';

/** What a page below /admin/users/[id] is about; read once a page. Another county's person ends it as not found. */
export const personFile = cache((userId: string) => read(getPersonFile, { userId }));

/** What people are called; whoever has no name yet, by their address. */
export const callName = ({ fullName, email }: Pick<UserBody, 'fullName' | 'email'>) => fullName || email;

/** The way back from a person's page, or with the person from the pages below it. */
export async function personCrumbs(user?: UserBody): Promise<Crumb[]> {
  const t = await getTranslations();
  return [
    { href: paths.admin.show(), label: t('admin.title') },
    { href: paths.people.list(), label: t('people.title') },
    ...(user ? [{ href: paths.people.show(user.id), label: callName(user) }] : []),
  ];
}
