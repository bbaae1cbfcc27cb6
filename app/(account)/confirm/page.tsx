import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { pageActor } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { requestConfirmationAction } from './actions';

/** Asking for another confirm link. */
export default async function ConfirmPage() {
  const [t, actor] = await Promise.all([getTranslations('accounts'), pageActor()]);
  return (
    <PortalPage crumbs={[{ href: paths.login(), label: t('signIn.title') }]}>
      <AccountForm
        {...(await formFrame(t('confirm.title'), ['errors.email.enter', 'errors.email.format']))}
        action={requestConfirmationAction}
        schema="AddressOnly"
        fields={['email']}
        heading={
          <>
            <h1>{t('confirm.title')}</h1>
            <p className="mb-5 text-ink-2">{t('confirm.lead')}</p>
          </>
        }
      >
        <TextField
          name="email"
          label={t('fields.email')}
          type="email"
          autoComplete="username"
          inputMode="email"
          defaultValue={actor.kind === 'person' ? actor.email : undefined}
        />
        <ButtonRow>
          <SubmitButton>{t('confirm.submit')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
