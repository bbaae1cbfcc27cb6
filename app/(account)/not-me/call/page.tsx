import { getTranslations } from 'next-intl/server';
import { MessagePage } from '@/app/_parts/message-page';
import { titled } from '@/app/_parts/titles';
import { paths } from '@/lib/shared/paths';

export const generateMetadata = () => titled('accounts.notMe.doneTitle');

/** The same where no mail can bring the account back: its old address is another account's by now. */
export default async function CallTheCountyPage() {
  const t = await getTranslations('accounts.notMe');
  return (
    <MessagePage title={t('doneTitle')} texts={[t('callText')]}>
      <p>
        <a href={paths.site.help()}>{t('help')}</a>
      </p>
    </MessagePage>
  );
}
