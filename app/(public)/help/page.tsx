import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { titled } from '@/app/_parts/titles';
import { Article } from '@/components/layout/article';
import { textLinks } from '@/components/layout/text-links';

export const generateMetadata = () => titled('help.title');

/** Where to turn when something does not work. */
export default async function HelpPage() {
  const t = await getTranslations('help');
  const links = textLinks;
  return (
    <PortalPage>
      <Article
        title={t('title')}
        lead={t('lead')}
        parts={[
          {
            key: 'signIn',
            title: t('signIn.title'),
            text: t.rich('signIn.text', links),
            items: (['1', '2', '3'] as const).map((line) => t.rich(`signIn.items.${line}`, links)),
          },
          {
            key: 'email',
            title: t('email.title'),
            text: t.rich('email.text', links),
            items: (['1', '2', '3'] as const).map((line) => t.rich(`email.items.${line}`, links)),
          },
          {
            key: 'account',
            title: t('account.title'),
            text: t.rich('account.text', links),
            items: (['1', '2', '3'] as const).map((line) => t.rich(`account.items.${line}`, links)),
          },
          { key: 'language', title: t('language.title'), text: t.rich('language.text', links) },
          { key: 'contact', title: t('contact.title'), text: t.rich('contact.text', links) },
        ]}
      />
    </PortalPage>
  );
}
