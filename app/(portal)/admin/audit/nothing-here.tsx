import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/shared/paths';

/** What stands where events would be: none found, or none on this page any more. */
export async function NothingHere({
  query,
  isFiltered,
  total,
}: {
  query: Record<string, string>;
  isFiltered: boolean;
  total: number;
}) {
  const t = await getTranslations('audit.empty');
  if (total > 0)
    return (
      <EmptyState
        title={t('pastEnd')}
        action={<a href={paths.audit({ ...query, page: undefined })}>{t('firstPage')}</a>}
      />
    );
  if (!isFiltered) return <EmptyState title={t('nothing')}>{t('nothingText')}</EmptyState>;
  return (
    <EmptyState title={t('notFound')} action={<a href={paths.audit({ sort: query.sort })}>{t('clear')}</a>}>
      {t('notFoundText')}
    </EmptyState>
  );
}
