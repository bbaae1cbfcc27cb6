import { getFormatter, getTranslations } from 'next-intl/server';
import { sortLink } from '@/components/ui/sort-link';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { DepartmentBody } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';

/** A page of departments. */
export async function DepartmentTable({
  list,
  total,
  query,
}: {
  list: (DepartmentBody & { officers: number })[];
  total: number;
  query: Record<string, string>;
}) {
  const [t, format] = await Promise.all([getTranslations('departments'), getFormatter()]);
  const sorted = (name: string) => ({
    sort: sortLink(name, query.sort ?? 'name', (sort) =>
      paths.departments({ ...query, page: undefined, sort }),
    ),
  });
  return (
    <Table
      caption={t('count', { count: total })}
      columns={[
        { key: 'name', label: t('name'), ...sorted('name') },
        { key: 'code', label: t('code'), ...sorted('code') },
        { key: 'officers', label: t('officers'), numeric: true },
        { key: 'status', label: t('status') },
      ]}
      rows={list.map(({ id, name, code, officers, active }) => ({
        key: id,
        cells: {
          name: (
            <a href={paths.department(id)} className="inline-block py-0.5 [overflow-wrap:anywhere]">
              {name}
            </a>
          ),
          code,
          officers: format.number(officers),
          status: <Tag tone={active ? 'green' : 'amber'}>{t(active ? 'active' : 'inactive')}</Tag>,
        },
      }))}
    />
  );
}
