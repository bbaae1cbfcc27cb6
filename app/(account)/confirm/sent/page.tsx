import { getTranslations } from 'next-intl/server';
import { MessagePage } from '@/app/_parts/message-page';
import { titled } from '@/app/_parts/titles';
import { paths } from '@/lib/shared/paths';

export const generateMetadata = () => titled('accounts.confirm.sentTitle');

/** What happens after asking for another confirm link. The same for every address. */
export default async function ConfirmationSentPage() {
  const t = await getTranslations('accounts');
  return (
    <MessagePage
      title={t('confirm.sentTitle')}
      texts={[t('confirm.sentText'), t('hints.noMail')]}
      crumbs={[{ href: paths.signIn.start(), label: t('signIn.title') }]}
    >
      <p>
        <a href={paths.confirmation.ask()}>{t('hints.askAgain')}</a>
      </p>
    </MessagePage>
  );
}
