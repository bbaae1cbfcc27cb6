import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { titled } from '@/app/_parts/titles';
import { Article } from '@/components/layout/article';
import { textLinks } from '@/components/layout/text-links';

export const generateMetadata = () => titled('accessibility.title');

/** What was done for everyone's use, what was tested, and where to report a barrier. */
export default async function AccessibilityPage() {
  const t = await getTranslations('accessibility');
  const links = textLinks;
  return (
    <PortalPage>
      <Article
        title={t('title')}
        lead={t('lead')}
        parts={[
          {
            key: 'use',
            title: t('use.title'),
            text: t.rich('use.text', links),
            items: (['1', '2', '3', '4', '5', '6', '7'] as const).map((line) =>
              t.rich(`use.items.${line}`, links),
            ),
          },
          {
            key: 'tested',
            title: t('tested.title'),
            text: t.rich('tested.text', links),
            items: (['1', '2', '3', '4', '5'] as const).map((line) => t.rich(`tested.items.${line}`, links)),
            after: t.rich('tested.after', links),
          },
          {
            key: 'limits',
            title: t('limits.title'),
            text: t.rich('limits.text', links),
            items: (['1', '2'] as const).map((line) => t.rich(`limits.items.${line}`, links)),
          },
          {
            key: 'report',
            title: t('report.title'),
            text: t.rich('report.text', links),
            items: (['1', '2', '3'] as const).map((line) => t.rich(`report.items.${line}`, links)),
            after: t.rich('report.after', links),
          },
        ]}
      />
    </PortalPage>
  );
}
