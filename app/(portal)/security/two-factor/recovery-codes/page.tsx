import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { getTwoFactor, renewRecoveryCodes } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { renewRecoveryCodesAction } from '../actions';
import { codesWords } from '../codes-words';

/** Makes a new set of recovery codes, after saying what becomes of the old one, and shows it once. */
export default async function RecoveryCodesPage() {
  await guard(renewRecoveryCodes);
  const [t, settings, { recoveryCodesLeft }] = await Promise.all([
    getTranslations('twoFactor.codes'),
    getTranslations('twoFactor.settings'),
    read(getTwoFactor, {}),
  ]);
  return (
    <PortalPage crumbs={[{ href: paths.factors.show(), label: settings('title') }]}>
      <Form
        title={t('title')}
        heading={<h1>{t('title')}</h1>}
        action={renewRecoveryCodesAction}
        revealedCodes={await codesWords()}
        submit={t('renew')}
        cancelHref={paths.factors.show()}
      >
        <p className="max-w-prose">{t('renewText', { count: recoveryCodesLeft })}</p>
      </Form>
    </PortalPage>
  );
}
