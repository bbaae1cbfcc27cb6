import { getTranslations } from 'next-intl/server';
import { deviceNamer, momentTeller } from '@/app/_parts/devices';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { ActionForm } from '@/components/forms/action-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { PostLink } from '@/components/layout/post-link';
import { ItemList } from '@/components/ui/item-list';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { getFactors, startApp } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { forgetDeviceAction, startAppAction } from './actions';
import { PasskeysPanel } from './passkeys-panel';

/** The own second factors: what there is, and what can be added or taken away. */
export default async function TwoFactorSettingsPage() {
  const actor = await guard(startApp);
  const [t, security, factors, nameOf, tell] = await Promise.all([
    getTranslations('twoFactor.settings'),
    getTranslations('accounts.security'),
    read(getFactors, {}),
    deviceNamer(),
    momentTeller(),
  ]);
  const frame = await formFrame(t('title'));
  const has = factors.app || factors.passkeys > 0;
  return (
    <PortalPage
      crumbs={actor.lacksFactor ? undefined : [{ href: paths.security.show(), label: security('title') }]}
    >
      <h1>{t('title')}</h1>
      <p className="mb-6 text-lead text-ink-2">{t(actor.lacksFactor ? 'mustSetUp' : 'lead')}</p>
      <Panel id="app" title={t('app')}>
        <p className="mb-3">
          <Tag tone={factors.app ? 'green' : 'none'}>{t(factors.app ? 'on' : 'off')}</Tag>
        </p>
        <p className="mb-4 text-ink-2">{t('appText')}</p>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <ActionForm {...frame} action={startAppAction} fields={[]}>
            <SubmitButton variant={factors.app ? 'quiet' : 'primary'}>
              {t(factors.app ? 'changeApp' : 'setUpApp')}
            </SubmitButton>
          </ActionForm>
          {factors.app && (!factors.isRequired || factors.passkeys > 0) ? (
            <a href={paths.factors.removeApp()} className="inline-block py-1">
              {t('removeApp')}
            </a>
          ) : null}
        </div>
      </Panel>
      <PasskeysPanel mayRemoveLast={factors.app || !factors.isRequired} mayManage={!actor.lacksFactor} />
      {has ? (
        <Panel id="codes" title={t('codes')}>
          <p className="mb-3 text-ink-2">{t('codesText', { count: factors.recoveryCodesLeft })}</p>
          <a href={paths.factors.recoveryCodes()} className="inline-block py-0.5">
            {t('newCodes')}
          </a>
        </Panel>
      ) : null}
      {has && factors.mayBeRemembered ? (
        <Panel id="devices" title={t('devices')}>
          {factors.devices.length > 0 ? (
            <ItemList
              items={factors.devices.map(({ id, userAgent, lastUsedAt, expiresAt }) => ({
                key: id,
                title: <strong>{nameOf(userAgent)}</strong>,
                meta: t('device', { used: tell(lastUsedAt), until: tell(expiresAt) }),
                aside: (
                  <PostLink action={forgetDeviceAction} fields={{ deviceId: id }}>
                    {t('forget')}
                    <span className="sr-only">: {nameOf(userAgent)}</span>
                  </PostLink>
                ),
              }))}
            />
          ) : (
            <p className="text-ink-2">{t('noDevices')}</p>
          )}
        </Panel>
      ) : null}
    </PortalPage>
  );
}
