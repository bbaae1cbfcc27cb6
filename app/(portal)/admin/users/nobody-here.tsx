import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Person } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';

/** What stands where people would be: nobody found, nobody on this page any more, or nobody there yet. */
export async function NobodyHere({
  actor,
  query,
  isFiltered,
  total,
}: {
  actor: Person;
  query: Record<string, string>;
  isFiltered: boolean;
  total: number;
}) {
  const t = await getTranslations('people.empty');
  if (total > 0)
    return (
      <EmptyState
        title={t('pastEnd')}
        action={<a href={paths.people({ ...query, page: undefined })}>{t('firstPage')}</a>}
      />
    );
  if (isFiltered)
    return (
      <EmptyState
        title={t('notFound')}
        action={<a href={paths.people({ sort: query.sort })}>{t('clear')}</a>}
      >
        {t('notFoundText')}
      </EmptyState>
    );
  const mayInvite = actor.grants.has('user.invite');
  return (
    <EmptyState
      title={t('nobody')}
      action={mayInvite ? <ButtonLink href={paths.invitePerson()}>{t('invite')}</ButtonLink> : undefined}
    >
      {t(mayInvite ? 'nobodyText' : 'nobodyYours')}
    </EmptyState>
  );
}
