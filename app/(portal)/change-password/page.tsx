import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { passwordHelp } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { changePassword, getWaysIn } from '@/lib/accounts';
import { passwordHint } from '@/lib/accounts/passwords/rule';
import { changePasswordFields } from '@/lib/accounts/schema';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { changePasswordAction } from './actions';

/** Changing the own password, with the current one as proof. */
export default async function ChangePasswordPage() {
  const actor = await guard(changePassword);
  const [t, providers, help, { hasPassword }] = await Promise.all([
    getTranslations('accounts'),
    getTranslations('providers.password'),
    passwordHelp(),
    read(getWaysIn, {}),
  ]);
  if (!hasPassword)
    return (
      <PortalPage crumbs={[{ href: paths.security.show(), label: t('security.title') }]}>
        <title>{await pageTitle(t('changePassword.title'))}</title>
        <h1>{t('changePassword.title')}</h1>
        <p className="mb-5 text-lead text-ink-2">{t('changePassword.none')}</p>
        <a href={paths.passwordReset.ask()}>{providers('set')}</a>
      </PortalPage>
    );
  return (
    <PortalPage crumbs={[{ href: paths.security.show(), label: t('security.title') }]}>
      <Form
        of={changePasswordFields}
        title={t('changePassword.title')}
        heading={
          <>
            <h1>{t('changePassword.title')}</h1>
            <p className="mb-5 text-ink-2">{t('changePassword.lead')}</p>
          </>
        }
        action={changePasswordAction}
        checks="accounts/ChangePassword"
        before={{
          // For password managers: whose password this is.
          password: (
            <input type="text" name="username" autoComplete="username" value={actor.email} readOnly hidden />
          ),
        }}
        hints={{ newPassword: t(`hints.${passwordHint(actor.county?.settings)}`) }}
        helps={{ newPassword: help }}
        submit={t('changePassword.submit')}
      />
    </PortalPage>
  );
}
