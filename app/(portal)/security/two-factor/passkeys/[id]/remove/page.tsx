import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { FactorForm } from '@/components/forms/factor-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { getPasskey } from '@/lib/accounts';
import { read } from '@/lib/adapters/page';
import { requireFreshSignIn } from '@/lib/adapters/require-role';
import { paths } from '@/lib/shared/paths';
import { removePasskeyAction } from '../../../actions';

/** Asks once before one of the own passkeys is taken away. */
export default async function RemovePasskeyPage({ params }: { params: Promise<{ id: string }> }) {
  await requireFreshSignIn();
  const [t, settings, common, passkey] = await Promise.all([
    getTranslations('passkeys.remove'),
    getTranslations('twoFactor.settings'),
    getTranslations('common'),
    read(getPasskey, { passkeyId: (await params).id }),
  ]);
  const title = t('title', { name: passkey.name });
  return (
    <PortalPage crumbs={[{ href: paths.twoFactorSettings(), label: settings('title') }]}>
      <FactorForm
        {...(await formFrame(title))}
        action={removePasskeyAction}
        fields={[]}
        heading={
          <>
            <h1 className="[overflow-wrap:anywhere]">{title}</h1>
            <p className="max-w-prose">{t('text')}</p>
          </>
        }
      >
        <HiddenField name="passkeyId" value={passkey.id} />
        <ButtonRow>
          <SubmitButton variant="danger">{t('submit')}</SubmitButton>
          <a href={paths.twoFactorSettings()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </FactorForm>
    </PortalPage>
  );
}
