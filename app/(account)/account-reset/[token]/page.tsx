import { getTranslations } from 'next-intl/server';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { formFrame, passwordToggle } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { checkLink } from '@/lib/accounts';
import { linkToken } from '@/lib/accounts/browser/link-cookie';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { finishAccountResetAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** The end of an account reset: the mailed link, and the password again, take the second factors away. */
export default async function FinishAccountResetPage({ params }: Props) {
  const isHere = paths.accountResetWithLink() === paths.accountResetLink((await params).token);
  const { usable } = await read(checkLink, {
    kind: 'account-reset',
    token: isHere ? await linkToken('account-reset') : undefined,
  });
  if (!usable) return <DeadLinkPage askHref={paths.login()} />;
  const [t, accounts, toggle] = await Promise.all([
    getTranslations('accountReset'),
    getTranslations('accounts'),
    passwordToggle(),
  ]);
  return (
    <PortalPage>
      <AccountForm
        {...(await formFrame(t('title'), ['errors.password.enter']))}
        action={finishAccountResetAction}
        schema="FinishResetForm"
        fields={['password']}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-5 max-w-prose text-ink-2">{t('finishLead')}</p>
          </>
        }
      >
        <PasswordField
          name="password"
          label={accounts('fields.password')}
          autoComplete="current-password"
          toggle={toggle}
        />
        <ButtonRow>
          <SubmitButton variant="danger">{t('finish')}</SubmitButton>
        </ButtonRow>
        <p className="mt-5 text-ink-2">
          {t('noPassword')} <a href={paths.reset()}>{t('choosePassword')}</a>
        </p>
      </AccountForm>
    </PortalPage>
  );
}
