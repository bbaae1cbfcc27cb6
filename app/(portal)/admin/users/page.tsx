import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { Pagination } from '@/components/ui/pagination';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { requireCountyRole } from '@/lib/access/require-role';
import { listLessonUsers } from '@/lib/administration';
import { read } from '@/lib/kernel/read';
import { paths } from '@/lib/shared/paths';

export async function generateMetadata(): Promise<Metadata> {
  return { title: await pageTitle((await getTranslations('people'))('title')) };
}

/** The county's people, the newest first; for its County Admins. */
export default async function PeoplePage({ searchParams }: PageProps<'/admin/users'>) {
  await requireCountyRole('County Admin');
  const [t, format] = await Promise.all([getTranslations('people'), getFormatter()]);
  const asked = (await searchParams).page;
  const page = await read(listLessonUsers, { page: typeof asked === 'string' ? asked : '1' });
  const roleName = await getTranslations('roles');
  return (
    <PortalPage>
      <h1>{t('title')}</h1>
      <Table
        caption={t('count', { count: page.total })}
        columns={[
          { key: 'name', label: t('name') },
          { key: 'email', label: t('email') },
          { key: 'roles', label: t('roles') },
          { key: 'since', label: t('since') },
          { key: 'status', label: t('status') },
        ]}
        rows={page.users.map((user) => ({
          key: user.id,
          cells: {
            name: user.full_name,
            email: user.email,
            roles: user.roles
              .map((name) => (roleName.has(name as never) ? roleName(name as never) : name))
              .join(', '),
            since: format.dateTime(new Date(user.created_at), { dateStyle: 'medium' }),
            status: <Tag tone={user.active ? 'green' : 'red'}>{t(user.active ? 'active' : 'inactive')}</Tag>,
          },
        }))}
      />
      {page.pages > 1 ? (
        <Pagination
          label={t('pages')}
          page={page.page}
          pages={page.pages}
          hrefFor={paths.people}
          pageLabel={(number) => t('pageLabel', { page: number })}
          previousText={t('previous')}
          nextText={t('next')}
        />
      ) : null}
    </PortalPage>
  );
}
