import { getFormatter, getTranslations } from 'next-intl/server';
import { sortLink } from '@/components/ui/sort-link';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { CountyItem } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';

/** A page of counties with their figures. */
export async function CountyTable({
  list,
  total,
  query,
}: {
  list: CountyItem[];
  total: number;
  query: Record<string, string>;
}) {
  const [t, format] = await Promise.all([getTranslations('counties'), getFormatter()]);
  const sorted = (name: string) => ({
    sort: sortLink(name, query.sort ?? 'name', (sort) => paths.counties({ ...query, page: undefined, sort })),
  });
  return (
    <Table
      caption={t('count', { count: total })}
      columns={[
        { key: 'name', label: t('name'), ...sorted('name') },
        { key: 'code', label: t('code'), ...sorted('code') },
        { key: 'people', label: t('people'), numeric: true },
        { key: 'invited', label: t('invited'), numeric: true },
        { key: 'status', label: t('status') },
      ]}
      rows={list.map(({ id, name, code, people, active }) => ({
        key: code,
        cells: {
          name: (
            <a href={paths.county(id ?? '')} className="inline-block py-0.5 [overflow-wrap:anywhere]">
              {name}
            </a>
          ),
          code,
          people: (
            <a href={paths.people({ county: code })} className="inline-block py-0.5">
              {format.number(people?.total ?? 0)}
              <span className="sr-only"> {t('people')}</span>
            </a>
          ),
          invited: format.number(people?.invited ?? 0),
          status: <Tag tone={active ? 'green' : 'amber'}>{t(active ? 'active' : 'inactive')}</Tag>,
        },
      }))}
    />
  );
}
