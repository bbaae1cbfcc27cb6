import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ActiveFilters } from '@/components/ui/active-filters';
import { FilterForm } from '@/components/ui/filter-form';
import type { Filter, List } from '@/lib/fields';
import type { Query } from '@/lib/shared/paths';
import { keyOf } from '@/messages/keys';
import { DeclaredField, type Offered } from './declared-field';
import type { Asked } from './list-query';

/** What a list's filters offer and are called, by the filter's name. */
export type FilterWords = {
  /** A choice that offers nothing is not drawn. */
  offers?: Readonly<Record<string, readonly Offered[]>>;
  /** How a value of an address is told, where it is not simply one of those that are offered. */
  tells?: Readonly<Record<string, (value: string) => string>>;
};

const yesOrNo = ['true', 'false'];

/** What a list calls a filter (its `label`), no choice (`any`) or one of its answers. */
const wordsOf = (list: List, filter: string, word: string) => keyOf(`${list.words}.filter.${filter}.${word}`);

/** The filters that are set, in words and in the order of the form: [name, "Role: Citizen"]. */
export async function filtersInWords(
  list: List,
  query: Asked['query'],
  { offers = {}, tells = {} }: FilterWords,
): Promise<[name: string, text: string][]> {
  const [t, common] = await Promise.all([getTranslations(), getTranslations('common.list')]);
  return Object.entries(list.filters).flatMap(([name, { kind }]): [string, string][] => {
    const value = query[name];
    if (!value) return [];
    if (kind === 'search') return [[name, common('searched', { value })]];
    if (kind === 'yes-no') return [[name, t(wordsOf(list, name, value))]];
    const offered = offers[name]?.find((one) => one.value === value)?.label ?? value;
    return [[name, `${t(wordsOf(list, name, 'label'))}: ${tells[name]?.(value) ?? offered}`]];
  });
}

/** The form that narrows a list, and, where some of its filters are folded away, what is set. */
export async function ListFilters({
  of: list,
  at,
  asked: { query },
  words = {},
}: {
  of: List;
  /** The list's own address. */
  at: (query: Query) => string;
  asked: Asked;
  words?: FilterWords | undefined;
}) {
  const [t, common, set] = await Promise.all([
    getTranslations(),
    getTranslations('common.list'),
    filtersInWords(list, query, words),
  ]);
  const { sort, perPage } = query;
  const offersOf = (name: string, { kind }: Filter) => {
    const any = { value: '', label: t(wordsOf(list, name, 'any')) };
    if (kind === 'yes-no')
      return [any, ...yesOrNo.map((value) => ({ value, label: t(wordsOf(list, name, value)) }))];
    return [any, ...(words.offers?.[name] ?? [])];
  };
  const fieldsOf = (isFolded: boolean): ReactNode =>
    Object.entries(list.filters).map(([name, filter]) => {
      if (Boolean(filter.folded) !== isFolded) return null;
      if (filter.kind === 'choice' && !words.offers?.[name]?.length) return null;
      return (
        <DeclaredField
          key={name}
          name={name}
          field={{ ...filter, label: wordsOf(list, name, 'label') }}
          // A moment of an address cannot stand in a field for days: it stays below, among the filters that are set.
          value={(filter.kind === 'date' ? query[name]?.slice(0, 10) : query[name]) ?? ''}
          offered={filter.kind === 'choice' || filter.kind === 'yes-no' ? offersOf(name, filter) : []}
        />
      );
    });
  const folded = Object.entries(list.filters).filter(([, filter]) => filter.folded);
  const form = { action: at({}), label: t(`${list.words}.filter.label`), submitText: common('submit') };
  if (folded.length === 0)
    return (
      <FilterForm {...form} hidden={{ sort, perPage }}>
        {fieldsOf(false)}
      </FilterForm>
    );
  const { page: _page, ...kept } = query;
  return (
    <>
      <FilterForm
        {...form}
        hidden={{ sort, perPage }}
        more={{
          text: common('more'),
          open: folded.some(([name]) => query[name]),
          fields: fieldsOf(true),
        }}
      >
        {fieldsOf(false)}
      </FilterForm>
      <ActiveFilters
        label={common('set')}
        removeText={common('remove')}
        filters={set.map(([key, text]) => ({ key, text, href: at({ ...kept, [key]: undefined }) }))}
        clear={{ href: at({ sort, perPage }), text: t(`${list.words}.empty.clear`) }}
      />
    </>
  );
}
