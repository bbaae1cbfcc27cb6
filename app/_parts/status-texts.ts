import { getTranslations } from 'next-intl/server';
import { pageActor } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { pageTitle } from './titles';

/** The words of every page that stands in for another, in the reader's language. */
export async function statusTexts() {
  const [t, actor] = await Promise.all([getTranslations('status'), pageActor()]);
  const page = async (kind: 'notFound' | 'forbidden' | 'unavailable') => {
    const heading = t(`${kind}.title`);
    return { title: await pageTitle(heading), heading, text: t(`${kind}.text`) };
  };
  return {
    failure: {
      title: t('failure.title'),
      text: t('failure.text'),
      reference: t('failure.reference', { reference: '{reference}' }),
      tryAgain: t('tryAgain'),
    },
    pages: {
      notFound: await page('notFound'),
      forbidden: await page('forbidden'),
      unavailable: await page('unavailable'),
    },
    home: { href: actor.kind === 'person' ? paths.dashboard.show() : paths.site.home(), text: t('goHome') },
  };
}
