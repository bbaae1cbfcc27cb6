import { getTranslations } from 'next-intl/server';
import { formFrame, passwordToggle } from '@/app/_parts/form-frame';
import { PasskeyAside } from '@/app/_parts/passkeys';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { requireSignIn } from '@/lib/access/require-role';
import { getFactors } from '@/lib/accounts';
import { read } from '@/lib/kernel/read';
import { ownPath, paths } from '@/lib/shared/paths';
import { reauthenticateAction, reauthenticateWithPasskeyAction } from './actions';

type Props = { searchParams: Promise<{ next?: string; by?: string }> };

const faults = ['errors.password.enter', 'errors.twoFactor.enterCode', 'errors.twoFactor.sixDigits'];

/** Proving again who is at the keyboard, before something that asks for it: by the password, or by a code of the app. */
export default async function ReauthenticatePage({ searchParams }: Props) {
  // Whoever must set up a second factor comes by here, too, when their sign-in is not fresh any more.
  const actor = await requireSignIn({ beforeFactor: true });
  const [t, twoFactor, words, toggle, asked, { app, passkeys }] = await Promise.all([
    getTranslations('accounts'),
    getTranslations('twoFactor.signIn.app'),
    getTranslations('passkeys.reauthenticate'),
    passwordToggle(),
    searchParams,
    read(getFactors, {}),
  ]);
  const next = ownPath(asked.next) ?? undefined;
  const byCode = app && asked.by === 'code';
  return (
    <PortalPage>
      <AccountForm
        {...(await formFrame(t('reauthenticate.title'), faults))}
        // Each way is a form of its own: what was wrong with one is not said of the other.
        key={byCode ? 'code' : 'password'}
        action={reauthenticateAction}
        schema="Reauthenticate"
        fields={[byCode ? 'code' : 'password']}
        heading={
          <>
            <h1>{t('reauthenticate.title')}</h1>
            <p className="mb-5 text-ink-2">{t(byCode ? 'reauthenticate.codeLead' : 'reauthenticate.lead')}</p>
          </>
        }
      >
        <HiddenField name="next" value={next ?? ''} />
        {byCode ? (
          <TextField
            name="code"
            label={twoFactor('label')}
            hint={twoFactor('hint')}
            autoComplete="one-time-code"
            inputMode="numeric"
            width="short"
          />
        ) : (
          <>
            {/* For password managers: whose password this is. */}
            <input type="text" name="username" autoComplete="username" value={actor.email} readOnly hidden />
            <PasswordField
              name="password"
              label={t('fields.password')}
              autoComplete="current-password"
              toggle={toggle}
            />
          </>
        )}
        <ButtonRow>
          <SubmitButton>{t('reauthenticate.submit')}</SubmitButton>
          {app ? (
            <a href={paths.reauthenticate(next, byCode ? undefined : 'code')} className="inline-block py-1">
              {t(byCode ? 'reauthenticate.usePassword' : 'reauthenticate.useCode')}
            </a>
          ) : null}
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
