import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PortalPage } from '@/app/_parts/portal-page';
import { titled } from '@/app/_parts/titles';
import { textLinks } from '@/components/layout/text-links';
import { Panel } from '@/components/ui/panel';
import { env } from '@/lib/platform/env';
import { paths } from '@/lib/shared/paths';
import { CodeBlock } from './code-block';
import { Guide, guideParts } from './guide';
import { OperationList } from './operation-list';

export const generateMetadata = () => titled('developers.title');

/** API v1 for people who write programs: how it works, and every operation there is. */
export default async function DevelopersPage({
  searchParams,
}: {
  searchParams: Promise<{ q?: string | string[] }>;
}) {
  const [t, { q }] = await Promise.all([getTranslations('developers'), searchParams]);
  const search = ((Array.isArray(q) ? q[0] : q) ?? '').slice(0, 100).trim();
  const server = env().APP_URL;
  const link = (text: ReactNode) => <a href={paths.developers.document()}>{text}</a>;
  return (
    <PortalPage>
      <h1>{t('title')}</h1>
      <p className="text-lead text-ink-2">{t('lead')}</p>
      <nav aria-label={t('contents')} className="no-print mt-5 mb-9">
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {(['start', 'operations', ...guideParts] as const).map((part) => (
            <li key={part}>
              <a href={`#${part}-title`} className="inline-block py-0.5">
                {t(`${part}.title`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Panel id="start" title={t('start.title')}>
        <p>{t.rich('start.text', { ...textLinks, server })}</p>
        <CodeBlock>{`curl "${server}/api/v1/me" -H "Authorization: Bearer $TOKEN"`}</CodeBlock>
        <p>{t.rich('start.document', { link })}</p>
        <p className="mt-2 text-ink-2">{t('start.language')}</p>
      </Panel>
      <div id="operations">
        <Panel id="operations" title={t('operations.title')}>
          <OperationList search={search} />
        </Panel>
      </div>
      <Guide />
    </PortalPage>
  );
}
