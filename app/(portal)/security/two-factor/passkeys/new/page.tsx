import { getTranslations } from 'next-intl/server';
import { DeclaredField } from '@/app/_parts/declared-field';
import { formFrame } from '@/app/_parts/form-frame';
import { passkeyPlace, passkeyWords } from '@/app/_parts/passkeys';
import { PortalPage } from '@/app/_parts/portal-page';
import { PasskeyForm } from '@/components/forms/passkey-form';
import { PasskeyOnly } from '@/components/forms/passkey-only';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { savePasskey } from '@/lib/accounts';
import { passkeyFields } from '@/lib/accounts/passkeys/schema';
import { guard } from '@/lib/adapters/guard';
import { faultsOf } from '@/lib/fields';
import { paths } from '@/lib/shared/paths';
import { savePasskeyAction } from '../../actions';
import { codesWords } from '../../codes-words';
import { KeepOthers } from '../../keep-others';

/** Makes a passkey under a name. With a first factor it shows the recovery codes, once. */
export default async function AddPasskeyPage() {
  await guard(savePasskey);
  const [t, settings, common] = await Promise.all([
    getTranslations('passkeys.add'),
    getTranslations('twoFactor.settings'),
    getTranslations('common'),
  ]);
  return (
    <PortalPage crumbs={[{ href: paths.factors.show(), label: settings('title') }]}>
      <PasskeyForm
        {...(await formFrame(t('title'), faultsOf(passkeyFields)))}
        action={savePasskeyAction}
        fields={Object.keys(passkeyFields)}
        ceremony="make"
        options={paths.api.passkeyOptions('add')}
        words={await passkeyWords('make')}
        revealedCodes={await codesWords()}
        heading={<h1>{t('title')}</h1>}
      >
        <PasskeyOnly place={await passkeyPlace()}>
          <p className="mb-6 max-w-prose text-lead text-ink-2">{t('lead')}</p>
          <DeclaredField name="name" field={passkeyFields.name} />
          <KeepOthers />
          <ButtonRow>
            <SubmitButton>{t('submit')}</SubmitButton>
            <a href={paths.factors.show()} className="inline-block py-1">
              {common('cancel')}
            </a>
          </ButtonRow>
        </PasskeyOnly>
      </PasskeyForm>
    </PortalPage>
  );
}
