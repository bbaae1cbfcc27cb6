import { getFormatter, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { CountyFigures } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';

/** Every county and its people, for who sets them up. */
export async function CountiesPanel({ counties }: { counties: CountyFigures[] }) {
  const [t, format] = await Promise.all([getTranslations('dashboard'), getFormatter()]);
  return (
    <Panel id="counties" title={t('counties')}>
      {counties.length === 0 ? (
        <EmptyState title={t('noCounties')} />
      ) : (
        <Table
          caption={t('counties')}
          captionHidden
          columns={[
            { key: 'name', label: t('county') },
            { key: 'code', label: t('code') },
            { key: 'people', label: t('people'), numeric: true },
            { key: 'invited', label: t('invitedShort'), numeric: true },
            { key: 'recent', label: t('newThisWeekShort'), numeric: true },
            { key: 'status', label: t('status') },
          ]}
          rows={counties.map(({ id, name, code, people, invited, newThisWeek, active }) => ({
            key: id,
            cells: {
              name: <a href={paths.counties.show(id)}>{name}</a>,
              code,
              people: (
                <a
                  href={paths.people.list({ county: code })}
                  aria-label={`${name}: ${format.number(people)}`}
                >
                  {format.number(people)}
                </a>
              ),
              invited: (
                <a
                  href={paths.people.list({ county: code, invited: 'true' })}
                  aria-label={`${t('invited')}, ${name}: ${format.number(invited)}`}
                >
                  {format.number(invited)}
                </a>
              ),
              recent: format.number(newThisWeek),
              status: <Tag tone={active ? 'green' : 'amber'}>{t(active ? 'active' : 'inactiveStatus')}</Tag>,
            },
          }))}
        />
      )}
    </Panel>
  );
}
