import { getTranslations } from 'next-intl/server';
import { formFrame, passwordHelp, passwordToggle } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { AccountForm } from '@/components/forms/account-form';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { changePassword, getWaysIn } from '@/lib/accounts';
import { passwordHint } from '@/lib/accounts/passwords/rule';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { changePasswordAction } from './actions';

const faults = [
  'errors.password.enterCurrent',
  'errors.password.enterNew',
  'errors.password.enterAgain',
  'errors.password.different',
];

/** Changing the own password, with the current one as proof. */
export default async function ChangePasswordPage() {
  const actor = await guard(changePassword);
  const [t, providers, toggle, help, { hasPassword }] = await Promise.all([
    getTranslations('accounts'),
    getTranslations('providers.password'),
    passwordToggle(),
    passwordHelp(),
    read(getWaysIn, {}),
  ]);
  if (!hasPassword)
    return (
      <PortalPage crumbs={[{ href: paths.security(), label: t('security.title') }]}>
        <title>{await pageTitle(t('changePassword.title'))}</title>
        <h1>{t('changePassword.title')}</h1>
        <p className="mb-5 text-lead text-ink-2">{t('changePassword.none')}</p>
        <a href={paths.reset()}>{providers('set')}</a>
      </PortalPage>
    );
  return (
    <PortalPage crumbs={[{ href: paths.security(), label: t('security.title') }]}>
      <AccountForm
        {...(await formFrame(t('changePassword.title'), faults))}
        action={changePasswordAction}
        schema="ChangePassword"
        fields={['password', 'newPassword', 'newPasswordConfirm']}
        heading={
          <>
            <h1>{t('changePassword.title')}</h1>
            <p className="mb-5 text-ink-2">{t('changePassword.lead')}</p>
          </>
        }
      >
        {/* For password managers: whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={actor.email} readOnly hidden />
        <PasswordField
          name="password"
          label={t('fields.currentPassword')}
          autoComplete="current-password"
          toggle={toggle}
        />
        <PasswordField
          name="newPassword"
          label={t('fields.newPassword')}
          hint={t(`hints.${passwordHint(actor.county?.settings)}`)}
          autoComplete="new-password"
          toggle={toggle}
          help={help}
        />
        <PasswordField
          name="newPasswordConfirm"
          label={t('fields.newPasswordConfirm')}
          autoComplete="new-password"
          toggle={toggle}
        />
        <ButtonRow>
          <SubmitButton>{t('changePassword.submit')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
