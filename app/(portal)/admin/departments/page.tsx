import { getFormatter, getTranslations } from 'next-intl/server';
import { ListPage } from '@/app/_parts/list-page';
import { askedOf, type SearchParams } from '@/app/_parts/list-query';
import { ButtonLink, LeadButtons } from '@/components/ui/button';
import { Tag } from '@/components/ui/tag';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { listDepartmentsWithOfficers } from '@/lib/administration';
import { departmentList } from '@/lib/administration/departments/schema';
import { paths } from '@/lib/shared/paths';

/** The departments within reach, and how many work in each. */
export default async function DepartmentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await guard(listDepartmentsWithOfficers, { ofOneCounty: true });
  const asked = askedOf(departmentList, await searchParams);
  const [t, admin, format, found] = await Promise.all([
    getTranslations('departments'),
    getTranslations('admin'),
    getFormatter(),
    read(listDepartmentsWithOfficers, asked.query),
  ]);
  return (
    <ListPage
      of={departmentList}
      at={paths.departments.list}
      asked={asked}
      found={found}
      keyOf={({ id }) => id}
      caption={t('count', { count: found.total ?? 0 })}
      crumbs={[{ href: paths.admin.show(), label: admin('title') }]}
      columns={[
        {
          name: 'name',
          label: t('name'),
          cell: ({ id, name }) => (
            <a href={paths.departments.show(id)} className="inline-block py-0.5 [overflow-wrap:anywhere]">
              {name}
            </a>
          ),
        },
        { name: 'code', label: t('code'), cell: ({ code }) => code },
        {
          name: 'officers',
          label: t('officers'),
          numeric: true,
          cell: ({ officers }) => format.number(officers),
        },
        {
          name: 'status',
          label: t('status'),
          cell: ({ active }) => (
            <Tag tone={active ? 'green' : 'amber'}>{t(active ? 'active' : 'inactive')}</Tag>
          ),
        },
      ]}
      lead={
        actor.grants.has('department.manage') ? (
          <LeadButtons>
            <ButtonLink href={paths.departments.new()}>{t('new')}</ButtonLink>
          </LeadButtons>
        ) : null
      }
    />
  );
}
