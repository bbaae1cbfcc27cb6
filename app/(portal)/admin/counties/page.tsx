import { getFormatter, getTranslations } from 'next-intl/server';
import { ListPage } from '@/app/_parts/list-page';
import { askedOf, type SearchParams } from '@/app/_parts/list-query';
import { ButtonLink, LeadButtons } from '@/components/ui/button';
import { Tag } from '@/components/ui/tag';
import { read } from '@/lib/adapters/page';
import { requirePermission } from '@/lib/adapters/require-role';
import { listCounties } from '@/lib/administration';
import { countyList } from '@/lib/administration/counties/schema';
import { paths } from '@/lib/shared/paths';

/** Every county and its people, for who sets them up. */
export default async function CountiesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePermission('county.view');
  const asked = askedOf(countyList, await searchParams);
  const [t, admin, format, found] = await Promise.all([
    getTranslations('counties'),
    getTranslations('admin'),
    getFormatter(),
    read(listCounties, asked.query),
  ]);
  return (
    <ListPage
      of={countyList}
      at={paths.counties.list}
      asked={asked}
      found={found}
      keyOf={({ code }) => code}
      caption={t('count', { count: found.total ?? 0 })}
      crumbs={[{ href: paths.admin.show(), label: admin('title') }]}
      columns={[
        {
          name: 'name',
          label: t('name'),
          cell: ({ id, name }) => (
            <a href={paths.counties.show(id ?? '')} className="inline-block py-0.5 [overflow-wrap:anywhere]">
              {name}
            </a>
          ),
        },
        { name: 'code', label: t('code'), cell: ({ code }) => code },
        {
          name: 'people',
          label: t('people'),
          numeric: true,
          cell: ({ code, people }) => (
            <a href={paths.people.list({ county: code })} className="inline-block py-0.5">
              {format.number(people?.total ?? 0)}
              <span className="sr-only"> {t('people')}</span>
            </a>
          ),
        },
        {
          name: 'invited',
          label: t('invited'),
          numeric: true,
          cell: ({ people }) => format.number(people?.invited ?? 0),
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
        actor.grants.has('county.manage') ? (
          <LeadButtons>
            <ButtonLink href={paths.counties.new()}>{t('new')}</ButtonLink>
          </LeadButtons>
        ) : null
      }
    />
  );
}
