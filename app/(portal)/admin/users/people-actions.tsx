import { getTranslations } from 'next-intl/server';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import type { Person } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';

/** What can be done about people from their list, as far as the reader may. */
export async function PeopleActions({
  actor,
  query,
  total,
}: {
  actor: Person;
  query: Record<string, string>;
  total: number;
}) {
  const t = await getTranslations('people');
  const mayInvite = actor.grants.has('user.invite');
  const mayExport = actor.grants.has('user.export') && total > 0;
  if (!mayInvite && !mayExport) return null;
  return (
    <ButtonRow>
      {mayInvite ? <ButtonLink href={paths.people.invite()}>{t('invite.title')}</ButtonLink> : null}
      {mayInvite && actor.county ? (
        <ButtonLink href={paths.people.import()} variant="quiet">
          {t('import')}
        </ButtonLink>
      ) : null}
      {mayExport ? (
        <ButtonLink href={paths.people.export(query)} variant="quiet">
          {t('export.these', { count: total })}
        </ButtonLink>
      ) : null}
    </ButtonRow>
  );
}
