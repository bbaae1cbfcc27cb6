import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { FactorForm } from '@/components/forms/factor-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { requireFreshSignIn } from '@/lib/adapters/require-role';
import { paths } from '@/lib/shared/paths';
import { removeAppAction } from '../../actions';

/** Asks once before the authenticator app is taken away. */
export default async function RemoveAppPage() {
  await requireFreshSignIn();
  const [t, settings, common] = await Promise.all([
    getTranslations('twoFactor.remove'),
    getTranslations('twoFactor.settings'),
    getTranslations('common'),
  ]);
  return (
    <PortalPage crumbs={[{ href: paths.twoFactorSettings(), label: settings('title') }]}>
      <FactorForm
        {...(await formFrame(t('title')))}
        action={removeAppAction}
        fields={[]}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p>{t('text')}</p>
          </>
        }
      >
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
