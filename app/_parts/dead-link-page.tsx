import { getTranslations } from 'next-intl/server';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { MessagePage } from './message-page';
import { pageTitle } from './titles';

/** A mailed link that does not count any more, and where to get another. */
export async function DeadLinkPage({ askHref }: { askHref: string }) {
  const t = await getTranslations();
  const title = t('accounts.reset.goneTitle');
  return (
    <MessagePage title={title} texts={[t('accounts.reset.goneText')]}>
      <title>{await pageTitle(title)}</title>
      <ButtonRow>
        <ButtonLink href={askHref}>{t('accounts.reset.gone')}</ButtonLink>
      </ButtonRow>
    </MessagePage>
  );
}
