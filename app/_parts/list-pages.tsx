import { getTranslations } from 'next-intl/server';
import { Pagination } from '@/components/ui/pagination';

/** Links to the pages of a list, in the reader's language. Nothing is drawn when there is only one. */
export async function ListPages({
  label,
  list,
  hrefFor,
}: {
  /** Name of the landmark, for example "Pages of people". */
  label: string;
  list: { page: number | null; perPage: number; total: number | null };
  /** The address of a page; the first has none of its own: `page` is undefined. */
  hrefFor: (page: number | undefined) => string;
}) {
  const t = await getTranslations('common.pages');
  return (
    <Pagination
      label={label}
      page={list.page ?? 1}
      pages={Math.ceil((list.total ?? 0) / list.perPage)}
      hrefFor={(page) => hrefFor(page > 1 ? page : undefined)}
      pageLabel={(number) => t('page', { number })}
      previousText={t('previous')}
      nextText={t('next')}
    />
  );
}
