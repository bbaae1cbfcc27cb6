import { getTranslations } from 'next-intl/server';
import { pageTitle } from './titles';

/** What every form of the portal says, and the texts of the faults that its schema can find before sending. */
export async function formFrame(heading: string, faults: readonly string[] = []) {
  const t = await getTranslations();
  return {
    problemTitle: t('common.problemTitle'),
    titlePrefix: t('common.errorPrefix'),
    pageTitle: await pageTitle(heading),
    failedText: t('common.failed'),
    texts: Object.fromEntries(faults.map((key) => [key, t(key)])),
  };
}

/** The words of the button that shows a password. */
export async function passwordToggle() {
  const t = await getTranslations('common.password');
  return { show: t('show'), hide: t('hide'), showLabel: t('showLabel'), hideLabel: t('hideLabel') };
}
