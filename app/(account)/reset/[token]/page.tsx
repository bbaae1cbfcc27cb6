import { getTranslations } from 'next-intl/server';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { formFrame, passwordHelp, passwordToggle } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { checkLink } from '@/lib/accounts';
import { linkToken } from '@/lib/accounts/browser/link-cookie';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { resetPasswordAction } from './actions';

const faults = ['errors.password.enterNew', 'errors.password.enterAgain', 'errors.password.different'];

type Props = { params: Promise<{ token: string }> };

/** Choosing a new password by a mailed link, whose token waits in a cookie. */
export default async function ResetLinkPage({ params }: Props) {
  const isHere = paths.resetWithLink() === paths.resetLink((await params).token);
  const { usable, hint, county } = await read(checkLink, {
    kind: 'reset',
    token: isHere ? await linkToken('reset') : undefined,
  });
  if (!usable) return <DeadLinkPage askHref={paths.reset()} />;
  const [t, toggle, help] = await Promise.all([
    getTranslations('accounts'),
    passwordToggle(),
    passwordHelp([], county ? { county } : {}),
  ]);
  return (
    <PortalPage>
      <AccountForm
        {...(await formFrame(t('reset.linkTitle'), faults))}
        action={resetPasswordAction}
        schema="ResetPasswordForm"
        fields={['password', 'passwordConfirm']}
        heading={
          <>
            <h1>{t('reset.linkTitle')}</h1>
            <p className="mb-5 text-ink-2">{t('reset.linkNote')}</p>
          </>
        }
      >
        <PasswordField
          name="password"
          label={t('fields.newPassword')}
          hint={t(`hints.${hint}`)}
          autoComplete="new-password"
          toggle={toggle}
          help={help}
        />
        <PasswordField
          name="passwordConfirm"
          label={t('fields.newPasswordConfirm')}
          autoComplete="new-password"
          toggle={toggle}
        />
        <ButtonRow>
          <SubmitButton>{t('reset.linkSubmit')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
