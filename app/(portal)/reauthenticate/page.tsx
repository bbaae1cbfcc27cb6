import { getTranslations } from 'next-intl/server';
import { formFrame, passwordToggle } from '@/app/_parts/form-frame';
import { PasskeyAside } from '@/app/_parts/passkeys';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { requireSignIn } from '@/lib/access/require-role';
import { getTwoFactor } from '@/lib/accounts';
import { read } from '@/lib/kernel/read';
import { ownPath } from '@/lib/shared/paths';
import { reauthenticateAction, reauthenticateWithPasskeyAction } from './actions';

type Props = { searchParams: Promise<{ next?: string }> };

/** Proving again who is at the keyboard, before something that asks for it. */
export default async function ReauthenticatePage({ searchParams }: Props) {
  const actor = await requireSignIn();
  const [t, words, toggle, asked, { passkeys }] = await Promise.all([
    getTranslations('accounts'),
    getTranslations('passkeys.reauthenticate'),
    passwordToggle(),
    searchParams,
    read(getTwoFactor, {}),
  ]);
  return (
    <PortalPage>
      <AccountForm
        {...(await formFrame(t('reauthenticate.title'), ['errors.password.enter']))}
        action={reauthenticateAction}
        schema="Reauthenticate"
        fields={['password']}
        heading={
          <>
            <h1>{t('reauthenticate.title')}</h1>
            <p className="mb-5 text-ink-2">{t('reauthenticate.lead')}</p>
          </>
        }
      >
        <HiddenField name="next" value={ownPath(asked.next) ?? ''} />
        {/* For password managers: whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={actor.email} readOnly hidden />
        <PasswordField
          name="password"
          label={t('fields.password')}
          autoComplete="current-password"
          toggle={toggle}
        />
        <ButtonRow>
          <SubmitButton>{t('reauthenticate.submit')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
      {passkeys > 0 ? (
        <PasskeyAside
          action={reauthenticateWithPasskeyAction}
          purpose="reauthenticate"
          next={ownPath(asked.next)}
          lead={words('lead')}
          submit={words('submit')}
        />
      ) : null}
    </PortalPage>
  );
}
