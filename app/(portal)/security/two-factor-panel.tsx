import { getTranslations } from 'next-intl/server';
import { Panel } from '@/components/ui/panel';
import { getTwoFactor } from '@/lib/accounts';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';

/** Whether a second step is asked for at the own sign-in, and the way to change that. */
export async function TwoFactorPanel() {
  const [t, { enabled }] = await Promise.all([getTranslations('twoFactor'), read(getTwoFactor, {})]);
  return (
    <Panel id="two-factor" title={t('settings.title')}>
      <p className="mb-2 text-ink-2">{t(enabled ? 'panelOn' : 'panelOff')}</p>
      <a href={paths.factors.show()} className="inline-block py-0.5">
        {t(enabled ? 'panelManage' : 'panelSetUp')}
      </a>
    </Panel>
  );
}
