import { getTranslations } from 'next-intl/server';
import { MessagePage } from '@/app/_parts/message-page';
import { titled } from '@/app/_parts/titles';
import { paths } from '@/lib/shared/paths';

export const generateMetadata = () => titled('accounts.notMe.doneTitle');

/** What happens after "This was not me". */
export default async function AccountSecuredPage() {
  const t = await getTranslations('accounts');
  return (
    <MessagePage title={t('notMe.doneTitle')} texts={[t('notMe.doneText'), t('hints.noMail')]}>
      <p>
        <a href={paths.passwordReset.ask()}>{t('hints.askAgain')}</a>
      </p>
    </MessagePage>
  );
}
