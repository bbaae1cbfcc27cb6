import { getTranslations } from 'next-intl/server';
import { ListPage } from '@/app/_parts/list-page';
import { askedOf, type SearchParams } from '@/app/_parts/list-query';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { COUNT_LIMIT, getTrailOptions, listEvents } from '@/lib/audit';
import { eventList } from '@/lib/audit/schema';
import { paths } from '@/lib/shared/paths';
import { AuditActions } from './audit-actions';
import { eventColumns } from './event-columns';
import { filterWords } from './filter-words';

/** The audit trail: filtered, sorted, a page at a time, all of it in the address. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const reader = await guard(listEvents);
  const asked = askedOf(eventList, await searchParams);
  const [t, admin, options, list, columns] = await Promise.all([
    getTranslations('audit'),
    getTranslations('admin'),
    read(getTrailOptions, { county: asked.query.county }),
    read(listEvents, asked.query),
    eventColumns(reader),
  ]);
  const count =
    list.total === null ? t('manyMore', { count: COUNT_LIMIT }) : t('count', { count: list.total });
  return (
    <ListPage
      of={eventList}
      at={paths.audit.list}
      asked={asked}
      found={{ ...list, total: list.total ?? COUNT_LIMIT }}
      keyOf={({ id }) => id}
      columns={columns}
      caption={`${count} ${t(`sorted.${asked.sort}`)}`}
      words={await filterWords(asked.query, options)}
      crumbs={[{ href: paths.admin.show(), label: admin('title') }]}
      lead={<p className="mb-6 text-lead text-ink-2">{t('lead')}</p>}
    >
      <AuditActions query={asked.whole} canExport={list.items.length > 0} />
    </ListPage>
  );
}
