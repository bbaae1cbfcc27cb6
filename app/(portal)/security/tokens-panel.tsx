import { getTranslations } from 'next-intl/server';
import { Panel } from '@/components/ui/panel';
import { listTokens } from '@/lib/accounts';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';

/** How many tokens use the portal in one's name, and the way to them. */
export async function TokensPanel() {
  const [t, { total }] = await Promise.all([getTranslations('tokens'), read(listTokens, { perPage: '1' })]);
  return (
    <Panel id="tokens" title={t('panel')}>
      <p className="mb-2 text-ink-2">{t('panelText', { count: total ?? 0 })}</p>
      <a href={paths.tokens.list()} className="inline-block py-0.5">
        {t('manage')}
      </a>
    </Panel>
  );
}
