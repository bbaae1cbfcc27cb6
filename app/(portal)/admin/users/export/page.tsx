import { getTranslations } from 'next-intl/server';
import { filtersInWords } from '@/app/_parts/list-filters';
import { listQuery, type SearchParams } from '@/app/_parts/list-query';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { countExport, exportUsers, getPeopleOptions } from '@/lib/administration';
import { peopleList } from '@/lib/administration/people/schema';
import { paths } from '@/lib/shared/paths';
import { personCrumbs } from '../[id]/person-file';
import { filterWords } from '../filter-words';

/** What would leave the portal, said before it does; then the files. */
export default async function ExportPeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await guard(exportUsers);
  const { format: _format, ...query } = listQuery(peopleList.exportInput, await searchParams);
  const [t, crumbs, options, { total }] = await Promise.all([
    getTranslations('people.export'),
    personCrumbs(),
    read(getPeopleOptions, { county: query.county }),
    read(countExport, query),
  ]);
  const filters = await filtersInWords(peopleList, query, await filterWords(options));
  return (
    <PortalPage crumbs={crumbs}>
      <title>{await pageTitle(t('title'))}</title>
      <h1>{t('title')}</h1>
      <p className="mb-3.5 text-lead">{t('rows', { count: total })}</p>
      {filters.length > 0 ? (
        <>
          <p className="mb-1">{t('only')}</p>
          <ul className="mb-3.5 list-disc pl-5">
            {filters.map(([name, text]) => (
              <li key={name} className="[overflow-wrap:anywhere]">
                {text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="mb-2 max-w-prose">{t('columns')}</p>
      <p className="mb-2 max-w-prose text-ink-2">{t('trail')}</p>
      <ButtonRow>
        <ButtonLink href={paths.people.exportFile({ ...query, format: 'csv' })}>{t('csv')}</ButtonLink>
        <ButtonLink href={paths.people.exportFile({ ...query, format: 'jsonl' })} variant="quiet">
          {t('jsonl')}
        </ButtonLink>
        <a href={paths.people.list(query)} className="inline-block py-1">
          {t('back')}
        </a>
      </ButtonRow>
    </PortalPage>
  );
}
