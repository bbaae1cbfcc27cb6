import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { titled } from '@/app/_parts/titles';
import { Article } from '@/components/layout/article';
import { textLinks } from '@/components/layout/text-links';
import { places } from '@/lib/kernel/ports';

export const generateMetadata = () => titled('privacy.title');

/** What the portal keeps about a person, why, how long, and what they may ask for. */
export default async function PrivacyPage() {
  const t = await getTranslations('privacy');
  const links = textLinks;
  return (
    <PortalPage>
      <Article
        title={t('title')}
        lead={t('lead')}
        parts={[
          {
            key: 'keep',
            title: t('keep.title'),
            text: t.rich('keep.text', links),
            items: (['1', '2', '3', '4', '5', '6'] as const).map((line) =>
              t.rich(`keep.items.${line}`, links),
            ),
            after: places() ? t('keep.places') : undefined,
          },
          {
            key: 'cookies',
            title: t('cookies.title'),
            text: t.rich('cookies.text', links),
            items: (['1', '2', '3', '4', '5', '6'] as const).map((line) =>
              t.rich(`cookies.items.${line}`, links),
            ),
            after: t.rich('cookies.after', links),
          },
          {
            key: 'why',
            title: t('why.title'),
            text: t.rich('why.text', links),
            items: (['1', '2', '3'] as const).map((line) => t.rich(`why.items.${line}`, links)),
          },
          {
            key: 'who',
            title: t('who.title'),
            text: t.rich('who.text', links),
            items: (['1', '2', '3'] as const).map((line) => t.rich(`who.items.${line}`, links)),
          },
          {
            key: 'protect',
            title: t('protect.title'),
            text: t.rich('protect.text', links),
            items: (['1', '2', '3', '4', '5'] as const).map((line) => t.rich(`protect.items.${line}`, links)),
          },
          {
            key: 'rights',
            title: t('rights.title'),
            text: t.rich('rights.text', links),
            items: (['1', '2', '3', '4'] as const).map((line) => t.rich(`rights.items.${line}`, links)),
            after: t.rich('rights.after', links),
          },
        ]}
      />
    </PortalPage>
  );
}
