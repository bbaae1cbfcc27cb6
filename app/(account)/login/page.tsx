import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formFrame, passwordToggle } from '@/app/_parts/form-frame';
import { PasskeyAside } from '@/app/_parts/passkeys';
import { PortalPage } from '@/app/_parts/portal-page';
import { providerProblem } from '@/app/_parts/provider-problem';
import { AccountForm } from '@/components/forms/account-form';
import { FaultLink } from '@/components/forms/fault-link';
import { HiddenField } from '@/components/forms/hidden-field';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { pageActor } from '@/lib/adapters/page';
import { ownPath, paths } from '@/lib/shared/paths';
import { ProviderPart } from '../provider-part';
import { signInAction, signInWithPasskeyAction } from './actions';

const faults = ['errors.email.enter', 'errors.email.format', 'errors.password.enter'];

type Props = {
  searchParams: Promise<{ next?: string; timeout?: string; again?: string; problem?: string; with?: string }>;
};

/** Signing in, and going on to where the reader came from. */
export default async function SignInPage({ searchParams }: Props) {
  const [t, asked] = await Promise.all([getTranslations(), searchParams]);
  const next = ownPath(asked.next);
  if ((await pageActor()).kind === 'person') redirect(next ?? paths.dashboard());
  const hint = asked.again ? 'again' : asked.timeout ? 'timedOut' : next ? 'goOn' : null;
  return (
    <PortalPage>
      <AccountForm
        {...(await formFrame(t('accounts.signIn.title'), faults))}
        action={signInAction}
        given={await providerProblem(asked)}
        schema="SignIn"
        fields={['email', 'password']}
        heading={
          <>
            <h1>{t('accounts.signIn.title')}</h1>
            {hint ? <p className="mb-5 text-ink-2">{t(`accounts.signIn.${hint}`)}</p> : null}
          </>
        }
      >
        <HiddenField name="next" value={next ?? ''} />
        <TextField
          name="email"
          label={t('accounts.fields.email')}
          type="email"
          autoComplete="username webauthn"
          inputMode="email"
        />
        <FaultLink
          field="email"
          fault={t('errors.signIn.confirmFirst')}
          href={paths.confirm()}
          text={t('accounts.signIn.confirmAgain')}
        />
        <PasswordField
          name="password"
          label={t('accounts.fields.password')}
          autoComplete="current-password"
          toggle={await passwordToggle()}
        />
        <ButtonRow>
          <SubmitButton>{t('accounts.signIn.submit')}</SubmitButton>
          <a href={paths.reset()} className="inline-block py-1">
            {t('accounts.signIn.reset')}
          </a>
        </ButtonRow>
        <p className="mt-3 text-ink-2">
          {t('accounts.signIn.noAccount')} <a href={paths.register()}>{t('accounts.signIn.register')}</a>
        </p>
      </AccountForm>
      <PasskeyAside
        action={signInWithPasskeyAction}
        purpose="sign-in"
        next={next}
        lead={t('passkeys.signIn.lead')}
        submit={t('passkeys.signIn.submit')}
        autofill
      />
      <ProviderPart next={next ?? undefined} />
    </PortalPage>
  );
}
