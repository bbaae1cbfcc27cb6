import { getTranslations } from 'next-intl/server';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { paths, type Query } from '@/lib/shared/paths';

/** What else can be done with the trail: take what was found along, and check that nothing in it was changed. */
export async function AuditActions({ query, canExport }: { query: Query; canExport: boolean }) {
  const t = await getTranslations('audit');
  return (
    <ButtonRow>
      <ButtonLink href={paths.audit.verify()} variant="quiet">
        {t('verify.link')}
      </ButtonLink>
      {canExport ? (
        <>
          <ButtonLink href={paths.audit.export(query)} variant="quiet">
            {t('export.csv')}
          </ButtonLink>
          <ButtonLink href={paths.audit.export({ ...query, format: 'jsonl' })} variant="quiet">
            {t('export.jsonl')}
          </ButtonLink>
        </>
      ) : null}
    </ButtonRow>
  );
}
