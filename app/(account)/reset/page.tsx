import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { paths } from '@/lib/shared/paths';
import { requestResetAction } from './actions';

/** Asking for a link to choose a new password. */
export default async function ResetPage() {
  const t = await getTranslations('accounts');
  return (
    <PortalPage crumbs={[{ href: paths.login(), label: t('signIn.title') }]}>
      <AccountForm
        {...(await formFrame(t('reset.title'), ['errors.email.enter', 'errors.email.format']))}
        action={requestResetAction}
        schema="AddressOnly"
        fields={['email']}
        heading={
          <>
            <h1>{t('reset.title')}</h1>
            <p className="mb-5 text-ink-2">{t('reset.lead')}</p>
          </>
        }
      >
        <TextField
          name="email"
          label={t('fields.email')}
          type="email"
          autoComplete="username"
          inputMode="email"
        />
        <ButtonRow>
          <SubmitButton>{t('reset.submit')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
