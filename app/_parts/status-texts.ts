import { getTranslations } from 'next-intl/server';
import { pageActor } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { pageTitle } from './titles';

/** The words of every page that stands in for another, in the reader's language. */
export async function statusTexts() {
  const [t, actor] = await Promise.all([getTranslations(), pageActor()]);
  const page = async (kind: 'notFound' | 'forbidden' | 'unavailable') => {
    const heading = t(`status.${kind}.title`);
    return { title: await pageTitle(heading), heading, text: t(`status.${kind}.text`) };
  };
  return {
    failure: {
      title: t('status.failure.title'),
      text: t('status.failure.text'),
      reference: t('status.failure.reference', { reference: '{reference}' }),
      tryAgain: t('status.tryAgain'),
    },
    forms: {
      unreached: t('common.failed'),
      broken: t('common.broken'),
      too_large: t('common.tooLarge'),
      unavailable: t('common.busy'),
      outdated: t('common.outdated'),
    },
    pages: {
      notFound: await page('notFound'),
      forbidden: await page('forbidden'),
      unavailable: await page('unavailable'),
    },
    home: {
      href: actor.kind === 'person' ? paths.dashboard.show() : paths.site.home(),
      text: t('status.goHome'),
    },
  };
}
