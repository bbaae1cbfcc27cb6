import { getTranslations } from 'next-intl/server';
import type { CodesWords } from '@/components/forms/revealed-codes';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { paths } from '@/lib/shared/paths';

/** What is said beside ten new recovery codes. */
export async function codesWords(): Promise<CodesWords> {
  const t = await getTranslations('twoFactor.codes');
  return {
    title: t('ready'),
    text: t('readyText'),
    label: t('title'),
    download: t('download'),
    file: { name: t('fileName'), head: t('fileHead') },
    print: t('print'),
    after: (
      <ButtonRow>
        <ButtonLink href={paths.factors.show()}>{t('kept')}</ButtonLink>
      </ButtonRow>
    ),
  };
}
