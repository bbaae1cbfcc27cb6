import { getTranslations } from 'next-intl/server';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import type { BatchView } from '@/lib/batches';
import { paths } from '@/lib/shared/paths';

/** Where to go after a batch was confirmed. */
export async function AfterBatch({ kind }: Pick<BatchView, 'kind'>) {
  const t = await getTranslations('batches');
  return (
    <div className="mb-8">
      <ButtonRow>
        <ButtonLink href={paths.people.list()} variant="quiet">
          {t('toPeople')}
        </ButtonLink>
        {kind === 'import' ? (
          <a href={paths.people.import()} className="inline-block py-1">
            {t('importMore')}
          </a>
        ) : null}
      </ButtonRow>
    </div>
  );
}
