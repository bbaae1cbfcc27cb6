import { getTranslations } from 'next-intl/server';
import { ListPages } from '@/app/_parts/list-pages';
import { listQuery, type SearchParams } from '@/app/_parts/list-query';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getPeopleOptions, listUsers } from '@/lib/administration';
import { ListUsers } from '@/lib/administration/people/schema';
import { paths } from '@/lib/shared/paths';
import { NobodyHere } from './nobody-here';
import { PeopleActions } from './people-actions';
import { PeopleFilters } from './people-filters';
import { PeopleList } from './people-list';
import { PeopleTable } from './people-table';

/** The people within reach: searched, filtered, sorted, a page at a time, all of it in the address. */
export default async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await guard(listUsers);
  const query = listQuery(ListUsers, await searchParams);
  const [t, admin, options, list] = await Promise.all([
    getTranslations('people'),
    getTranslations('admin'),
    read(getPeopleOptions, { county: query.county }),
    read(listUsers, query),
  ]);
  const sort = query.sort ?? '-createdAt';
  const { page: _page, perPage: _perPage, sort: _sort, ...filters } = query;
  const isFiltered = Object.keys(filters).length > 0;
  const total = list.total ?? 0;
  const caption = `${t(isFiltered ? 'found' : 'count', { count: total })} ${t(`sorted.${sort}`)}`;
  return (
    <PortalPage crumbs={[{ href: paths.admin(), label: admin('title') }]}>
      <PeopleList
        actor={actor}
        options={options}
        above={
          <>
            <h1>{t('title')}</h1>
            <PeopleFilters query={query} options={options} />
          </>
        }
        table={
          list.items.length === 0
            ? null
            : (choose) => (
                <>
                  <PeopleTable
                    people={list.items}
                    query={query}
                    caption={caption}
                    sort={sort}
                    manyCounties={actor.county === null}
                    choose={choose}
                  />
                  <ListPages
                    label={t('pages')}
                    list={list}
                    hrefFor={(page) => paths.people({ ...query, page })}
                  />
                </>
              )
        }
      />
      {list.items.length === 0 ? (
        <NobodyHere actor={actor} query={query} isFiltered={isFiltered} total={total} />
      ) : null}
      <PeopleActions actor={actor} query={filters} sort={query.sort} total={total} />
    </PortalPage>
  );
}
