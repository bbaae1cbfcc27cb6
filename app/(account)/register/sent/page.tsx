import { getTranslations } from 'next-intl/server';
import { MessagePage } from '@/app/_parts/message-page';
import { titled } from '@/app/_parts/titles';
import { paths } from '@/lib/shared/paths';

export const generateMetadata = () => titled('accounts.register.sentTitle');

/** What happens after a registration that waits for its mail. The same for every address. */
export default async function RegistrationSentPage() {
  const t = await getTranslations('accounts');
  return (
    <MessagePage
      title={t('register.sentTitle')}
      texts={[t('register.sentText'), t('hints.noMail')]}
      crumbs={[{ href: paths.signIn.start(), label: t('signIn.title') }]}
    >
      <p>
        <a href={paths.confirmation.ask()}>{t('hints.askAgain')}</a>
      </p>
    </MessagePage>
  );
}
