import { getTranslations } from 'next-intl/server';
import { ListPages } from '@/app/_parts/list-pages';
import { listQuery, type SearchParams } from '@/app/_parts/list-query';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { read } from '@/lib/adapters/page';
import { requirePermission } from '@/lib/adapters/require-role';
import { listCounties } from '@/lib/administration';
import { ListCounties } from '@/lib/administration/counties/schema';
import { paths } from '@/lib/shared/paths';
import { CountyFilters } from './county-filters';
import { CountyTable } from './county-table';

/** Every county and its people, for who sets them up. */
export default async function CountiesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requirePermission('county.view');
  const query = listQuery(ListCounties, await searchParams);
  const [t, admin, list] = await Promise.all([
    getTranslations('counties'),
    getTranslations('admin'),
    read(listCounties, query),
  ]);
  const isFiltered = Boolean(query.q || query.active || query.page);
  return (
    <PortalPage crumbs={[{ href: paths.admin(), label: admin('title') }]}>
      <title>{await pageTitle(t('title'))}</title>
      <h1>{t('title')}</h1>
      {actor.grants.has('county.manage') ? (
        <div className="mb-6">
          <ButtonRow>
            <ButtonLink href={paths.newCounty()}>{t('new')}</ButtonLink>
          </ButtonRow>
        </div>
      ) : null}
      <CountyFilters query={query} />
      {list.items.length > 0 ? (
        <CountyTable list={list.items} total={list.total ?? 0} query={query} />
      ) : (
        <EmptyState
          title={t(isFiltered ? 'nothing' : 'none')}
          action={
            isFiltered ? (
              <a href={paths.counties()} className="inline-block py-1">
                {t('clear')}
              </a>
            ) : undefined
          }
        >
          {t(isFiltered ? 'nothingText' : 'noneText')}
        </EmptyState>
      )}
      <ListPages label={t('pages')} list={list} hrefFor={(page) => paths.counties({ ...query, page })} />
    </PortalPage>
  );
}
