import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { requestEmailChange } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { paths } from '@/lib/shared/paths';
import { changeEmailAction } from './actions';

/** Asking for another email address. Who has not signed in lately proves it first, before typing. */
export default async function ChangeEmailPage() {
  const actor = await guard(requestEmailChange);
  const t = await getTranslations('accounts');
  return (
    <PortalPage crumbs={[{ href: paths.profile(), label: t('profile.title') }]}>
      <AccountForm
        {...(await formFrame(t('changeEmail.title'), ['errors.email.enter', 'errors.email.format']))}
        action={changeEmailAction}
        schema="ChangeEmail"
        fields={['email']}
        heading={
          <>
            <h1>{t('changeEmail.title')}</h1>
            <p className="mb-3.5 [overflow-wrap:anywhere]">
              {t('changeEmail.current', { email: actor.email })}
            </p>
            <p className="mb-5 text-ink-2">{t('changeEmail.lead')}</p>
          </>
        }
      >
        <TextField
          name="email"
          label={t('fields.newEmail')}
          type="email"
          autoComplete="email"
          inputMode="email"
        />
        <ButtonRow>
          <SubmitButton>{t('changeEmail.submit')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
