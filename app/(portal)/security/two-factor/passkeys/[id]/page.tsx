import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { FactorForm } from '@/components/forms/factor-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { getPasskey, renamePasskey } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { renamePasskeyAction } from '../../actions';

/** Gives one of the own passkeys another name. */
export default async function RenamePasskeyPage({ params }: { params: Promise<{ id: string }> }) {
  await guard(renamePasskey);
  const [t, add, settings, common, passkey] = await Promise.all([
    getTranslations('passkeys.rename'),
    getTranslations('passkeys.add'),
    getTranslations('twoFactor.settings'),
    getTranslations('common'),
    read(getPasskey, { passkeyId: (await params).id }),
  ]);
  const faults = ['errors.passkey.enterName', 'errors.passkey.nameTooLong', 'errors.form.characters'];
  return (
    <PortalPage crumbs={[{ href: paths.twoFactorSettings(), label: settings('title') }]}>
      <FactorForm
        {...(await formFrame(t('title'), faults))}
        action={renamePasskeyAction}
        schema="PasskeyName"
        fields={['name']}
        heading={<h1>{t('title')}</h1>}
      >
        <HiddenField name="passkeyId" value={passkey.id} />
        <TextField
          name="name"
          label={add('name')}
          hint={add('nameHint')}
          autoComplete="off"
          defaultValue={passkey.name}
          width="medium"
        />
        <ButtonRow>
          <SubmitButton>{t('submit')}</SubmitButton>
          <a href={paths.twoFactorSettings()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </FactorForm>
    </PortalPage>
  );
}
