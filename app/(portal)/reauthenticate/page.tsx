import { getTranslations } from 'next-intl/server';
import { formFrame, passwordToggle } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { providerProblem } from '@/app/_parts/provider-problem';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { requireSignIn } from '@/lib/access/require-role';
import { getWaysIn } from '@/lib/accounts';
import { read } from '@/lib/kernel/read';
import { ownPath } from '@/lib/shared/paths';
import { reauthenticateAction } from './actions';
import { ProveButtons, ProveElsewhere } from './prove-elsewhere';

type Props = { searchParams: Promise<{ next?: string; problem?: string; with?: string }> };

/** Proving again who is at the keyboard, before something that asks for it. */
export default async function ReauthenticatePage({ searchParams }: Props) {
  const actor = await requireSignIn({ beforeFactor: true });
  const [t, toggle, asked, ways] = await Promise.all([
    getTranslations('accounts'),
    passwordToggle(),
    searchParams,
    read(getWaysIn, {}),
  ]);
  const next = ownPath(asked.next) ?? '';
  const problem = await providerProblem(asked);
  if (!ways.hasPassword) return <ProveElsewhere ways={ways} next={next} problem={problem} />;
  return (
    <PortalPage>
      <AccountForm
        {...(await formFrame(t('reauthenticate.title'), ['errors.password.enter']))}
        action={reauthenticateAction}
        given={problem}
        schema="Reauthenticate"
        fields={['password']}
        heading={
          <>
            <h1>{t('reauthenticate.title')}</h1>
            <p className="mb-5 text-ink-2">{t('reauthenticate.lead')}</p>
          </>
        }
      >
        <HiddenField name="next" value={next} />
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
      <ProveButtons ways={ways} next={next} />
    </PortalPage>
  );
}
