import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { passkeyPlace, passkeyWords } from '@/app/_parts/passkeys';
import { PortalPage } from '@/app/_parts/portal-page';
import { PasskeyForm } from '@/components/forms/passkey-form';
import { PasskeyOnly } from '@/components/forms/passkey-only';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { savePasskey } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { paths } from '@/lib/shared/paths';
import { savePasskeyAction } from '../../actions';
import { codesWords } from '../../codes-words';

/** Makes a passkey under a name. With a first factor it shows the recovery codes, once. */
export default async function AddPasskeyPage() {
  await guard(savePasskey);
  const [t, settings, common] = await Promise.all([
    getTranslations('passkeys.add'),
    getTranslations('twoFactor.settings'),
    getTranslations('common'),
  ]);
  const faults = ['errors.passkey.enterName', 'errors.passkey.nameTooLong', 'errors.form.characters'];
  return (
    <PortalPage crumbs={[{ href: paths.twoFactorSettings(), label: settings('title') }]}>
      <PasskeyForm
        {...(await formFrame(t('title'), faults))}
        action={savePasskeyAction}
        fields={['name']}
        ceremony="make"
        options={paths.passkeyOptions('add')}
        words={await passkeyWords('make')}
        revealedCodes={await codesWords()}
        heading={<h1>{t('title')}</h1>}
      >
        <PasskeyOnly place={await passkeyPlace()}>
          <p className="mb-6 max-w-prose text-lead text-ink-2">{t('lead')}</p>
          <TextField name="name" label={t('name')} hint={t('nameHint')} autoComplete="off" width="medium" />
          <ButtonRow>
            <SubmitButton>{t('submit')}</SubmitButton>
            <a href={paths.twoFactorSettings()} className="inline-block py-1">
              {common('cancel')}
            </a>
          </ButtonRow>
        </PasskeyOnly>
      </PasskeyForm>
    </PortalPage>
  );
}
