import { getTranslations } from 'next-intl/server';
import { MessagePage } from '@/app/_parts/message-page';
import { titled } from '@/app/_parts/titles';
import { paths } from '@/lib/shared/paths';

export const generateMetadata = () => titled('accounts.reset.sentTitle');

/** What happens after asking for a reset link. The same for every address. */
export default async function ResetSentPage() {
  const t = await getTranslations('accounts');
  return (
    <MessagePage
      title={t('reset.sentTitle')}
      texts={[t('reset.sentText'), t('hints.noMail')]}
      crumbs={[{ href: paths.signIn.start(), label: t('signIn.title') }]}
    >
      <p>
        <a href={paths.passwordReset.ask()}>{t('hints.askAgain')}</a>
      </p>
    </MessagePage>
  );
}
