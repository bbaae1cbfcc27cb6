import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { FactorForm } from '@/components/forms/factor-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { getTwoFactor, renewRecoveryCodes } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { renewRecoveryCodesAction } from '../actions';
import { codesWords } from '../codes-words';

/** Makes a new set of recovery codes, after saying what becomes of the old one, and shows it once. */
export default async function RecoveryCodesPage() {
  await guard(renewRecoveryCodes);
  const [t, settings, common, { recoveryCodesLeft }] = await Promise.all([
    getTranslations('twoFactor.codes'),
    getTranslations('twoFactor.settings'),
    getTranslations('common'),
    read(getTwoFactor, {}),
  ]);
  return (
    <PortalPage crumbs={[{ href: paths.twoFactorSettings(), label: settings('title') }]}>
      <FactorForm
        {...(await formFrame(t('title')))}
        action={renewRecoveryCodesAction}
        fields={[]}
        revealedCodes={await codesWords()}
        heading={<h1>{t('title')}</h1>}
      >
        <p className="max-w-prose">{t('renewText', { count: recoveryCodesLeft })}</p>
        <ButtonRow>
          <SubmitButton>{t('renew')}</SubmitButton>
          <a href={paths.twoFactorSettings()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </FactorForm>
    </PortalPage>
  );
}
