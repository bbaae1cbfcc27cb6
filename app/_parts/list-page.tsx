import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Crumb } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { sortLink } from '@/components/ui/sort-link';
import { Table, type TableColumn } from '@/components/ui/table';
import type { List } from '@/lib/fields';
import type { Query } from '@/lib/shared/paths';
import { type FilterWords, ListFilters } from './list-filters';
import { ListPages } from './list-pages';
import type { Asked } from './list-query';
import { PortalPage } from './portal-page';
import { pageTitle } from './titles';

/** A column of a list. It can be sorted by where the list has a sort of its name. */
export type Column<T> = {
  name: string;
  label: string;
  /** Right-aligned figures. */
  numeric?: boolean;
  cell: (row: T) => ReactNode;
};

type Props<T> = {
  of: List;
  /** The list's own address. */
  at: (query: Query) => string;
  asked: Asked;
  found: { items: readonly T[]; page: number | null; perPage: number; total: number | null };
  keyOf: (row: T) => string;
  /** The first names its row. */
  columns: readonly Column<T>[];
  /** Says what is listed and how many. */
  caption: string;
  words?: FilterWords;
  crumbs: Crumb[];
  /** What stands between the heading and the filters. */
  lead?: ReactNode;
  /** What stands where nothing is there yet, in place of the list's own words. */
  nothingYet?: ReactNode;
  /** Puts a form around the table; what stands above goes into its heading, after its error summary. */
  form?: ((above: ReactNode, table: ReactNode) => ReactNode) | undefined;
  /** What stands below the list. */
  children?: ReactNode;
};

/**
 * The page of a declared list: its filters, its rows a page at a time, all of it in the address, and what to do where
 * there are none. Its words stand in the area that the list names: `title`, `pages`, `filter`, `empty`.
 */
export async function ListPage<T>(props: Props<T>) {
  const { of: list, found, form, children } = props;
  const t = await getTranslations(list.words);
  const above = (
    <>
      <h1>{t('title')}</h1>
      {props.lead}
      <ListFilters of={list} at={props.at} asked={props.asked} words={props.words} />
    </>
  );
  const isEmpty = found.items.length === 0;
  const below = isEmpty ? <Empty {...props} /> : <Rows {...props} />;
  return (
    <PortalPage crumbs={props.crumbs}>
      {form && !isEmpty ? (
        form(above, below)
      ) : (
        <>
          <title>{await pageTitle(t('title'))}</title>
          {above}
          {below}
        </>
      )}
      {children}
    </PortalPage>
  );
}

async function Rows<T>({ of: list, at, asked, found, keyOf, columns, caption }: Props<T>) {
  const t = await getTranslations(list.words);
  const sorted = (name: string): Pick<TableColumn, 'sort'> => {
    const first = list.sorts.find((sort) => sort.replace('-', '') === name);
    if (!first) return {};
    const hrefFor = (sort: string) => at({ ...asked.query, page: undefined, sort });
    const way = first.startsWith('-') ? 'descending' : 'ascending';
    return { sort: sortLink(name, asked.sort, hrefFor, way) };
  };
  return (
    <>
      <Table
        caption={caption}
        columns={columns.map(({ name, label, numeric = false }) => ({
          key: name,
          label,
          numeric,
          ...sorted(name),
        }))}
        rows={found.items.map((row) => ({
          key: keyOf(row),
          cells: Object.fromEntries(columns.map(({ name, cell }) => [name, cell(row)])),
        }))}
      />
      <ListPages label={t('pages')} list={found} hrefFor={(page) => at({ ...asked.query, page })} />
    </>
  );
}

/** What stands where rows would be: none on this page any more, none found, or none there yet. */
async function Empty<T>({ of: list, at, asked: { query, isFiltered }, found, nothingYet }: Props<T>) {
  const [t, common] = await Promise.all([getTranslations(list.words), getTranslations('common.list')]);
  const link = (href: string, text: string) => (
    <a href={href} className="inline-block py-1">
      {text}
    </a>
  );
  if (found.total !== 0)
    return (
      <EmptyState
        title={t('empty.pastEnd')}
        action={link(at({ ...query, page: undefined }), common('firstPage'))}
      />
    );
  if (isFiltered)
    return (
      <EmptyState title={t('empty.notFound')} action={link(at({ sort: query.sort }), t('empty.clear'))}>
        {t('empty.notFoundText')}
      </EmptyState>
    );
  return nothingYet ?? <EmptyState title={t('empty.nothing')}>{t('empty.nothingText')}</EmptyState>;
}
