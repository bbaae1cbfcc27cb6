import { getTranslations } from 'next-intl/server';
import { ListPages } from '@/app/_parts/list-pages';
import { listQuery, type SearchParams } from '@/app/_parts/list-query';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { COUNT_LIMIT, getTrailOptions, listEvents } from '@/lib/audit';
import { ListEvents } from '@/lib/audit/schema';
import { paths } from '@/lib/shared/paths';
import { AuditActions } from './audit-actions';
import { AuditFilters } from './audit-filters';
import { EventsTable } from './events-table';
import { NothingHere } from './nothing-here';

/** The audit trail: filtered, sorted, a page at a time, all of it in the address. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const reader = await guard(listEvents);
  const query = listQuery(ListEvents, await searchParams);
  const [t, admin, options, list] = await Promise.all([
    getTranslations('audit'),
    getTranslations('admin'),
    read(getTrailOptions, { county: query.county }),
    read(listEvents, query),
  ]);
  const { page: _page, perPage: _perPage, sort = '-at', ...filters } = query;
  const isFiltered = Object.keys(filters).length > 0;
  const count =
    list.total === null ? t('manyMore', { count: COUNT_LIMIT }) : t('count', { count: list.total });
  return (
    <PortalPage crumbs={[{ href: paths.admin(), label: admin('title') }]}>
      <title>{await pageTitle(t('title'))}</title>
      <h1>{t('title')}</h1>
      <p className="mb-6 text-lead text-ink-2">{t('lead')}</p>
      <AuditFilters query={query} options={options} />
      {list.items.length > 0 ? (
        <>
          <EventsTable
            reader={reader}
            events={list.items}
            caption={`${count} ${t(`sorted.${sort}`)}`}
            sort={sort}
            query={query}
          />
          <ListPages
            label={t('pages')}
            list={{ ...list, total: list.total ?? COUNT_LIMIT }}
            hrefFor={(page) => paths.audit({ ...query, page })}
          />
        </>
      ) : (
        <NothingHere query={query} isFiltered={isFiltered} total={list.total ?? COUNT_LIMIT} />
      )}
      <AuditActions query={{ ...filters, sort: query.sort }} canExport={list.items.length > 0} />
    </PortalPage>
  );
}
