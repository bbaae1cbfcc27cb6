import { getTranslations } from 'next-intl/server';
import { ListPage } from '@/app/_parts/list-page';
import { askedOf, type SearchParams } from '@/app/_parts/list-query';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { COUNT_LIMIT, getPeopleOptions, listUsers } from '@/lib/administration';
import { peopleList } from '@/lib/administration/people/schema';
import { paths } from '@/lib/shared/paths';
import { BulkForm, bulkActs } from './bulk-form';
import { filterWords } from './filter-words';
import { PeopleActions } from './people-actions';
import { peopleColumns } from './people-columns';

/** The people within reach: searched, filtered, sorted, a page at a time, all of it in the address. */
export default async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await guard(listUsers);
  const asked = askedOf(peopleList, await searchParams);
  const [t, admin, options, found] = await Promise.all([
    getTranslations('people'),
    getTranslations('admin'),
    read(getPeopleOptions, { county: asked.query.county }),
    read(listUsers, asked.query),
  ]);
  const acts = bulkActs(actor);
  const mayInvite = actor.grants.has('user.invite');
  const total = found.total ?? COUNT_LIMIT;
  const count =
    found.total === null
      ? t('manyMore', { count: COUNT_LIMIT })
      : t(asked.isFiltered ? 'found' : 'count', { count: total });
  const [words, columns] = await Promise.all([
    filterWords(options),
    peopleColumns({
      manyCounties: actor.county === null,
      first: acts.length > 0 ? found.items[0]?.id : undefined,
    }),
  ]);
  return (
    <ListPage
      of={peopleList}
      at={paths.people.list}
      asked={asked}
      found={{ ...found, total }}
      keyOf={({ id }) => id}
      columns={columns}
      caption={`${count} ${t(`sorted.${asked.sort}`)}`}
      words={words}
      crumbs={[{ href: paths.admin.show(), label: admin('title') }]}
      nothingYet={
        <EmptyState
          title={t('empty.nothing')}
          action={
            mayInvite ? <ButtonLink href={paths.people.invite()}>{t('empty.invite')}</ButtonLink> : undefined
          }
        >
          {t(mayInvite ? 'empty.nothingText' : 'empty.nobodyYours')}
        </EmptyState>
      }
      form={
        acts.length > 0
          ? (above, table) => (
              <BulkForm acts={acts} options={options} above={above}>
                {table}
              </BulkForm>
            )
          : undefined
      }
    >
      <PeopleActions actor={actor} query={asked.whole} total={total} />
    </ListPage>
  );
}
