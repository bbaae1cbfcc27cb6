import { getTranslations } from 'next-intl/server';
import { formFrame, passwordToggle } from '@/app/_parts/form-frame';
import { PasskeyAside } from '@/app/_parts/passkeys';
import { PortalPage } from '@/app/_parts/portal-page';
import { providerProblem } from '@/app/_parts/provider-problem';
import { pageTitle } from '@/app/_parts/titles';
import { AccountForm } from '@/components/forms/account-form';
import { ErrorSummary } from '@/components/forms/error-summary';
import { HiddenField } from '@/components/forms/hidden-field';
import { PasswordField } from '@/components/forms/password-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { getFactors, getWaysIn, reauthenticate } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import type { FormFault } from '@/lib/shared/form-state';
import { ownPath, paths } from '@/lib/shared/paths';
import { reauthenticateAction, reauthenticateWithPasskeyAction } from './actions';
import { ProveElsewhere } from './prove-elsewhere';

type Props = { searchParams: Promise<{ next?: string; by?: string; problem?: string; with?: string }> };

const faults = ['errors.password.enter', 'errors.twoFactor.enterCode', 'errors.twoFactor.sixDigits'];

/**
 * Proving again who is at the keyboard, before something that asks for it: by whatever this person has of a password,
 * an app, a passkey and sign-ins elsewhere.
 */
export default async function ReauthenticatePage({ searchParams }: Props) {
  // Whoever must set up a second factor comes by here, too, when their sign-in is not fresh any more.
  const actor = await guard(reauthenticate);
  const [t, providers, passkey, asked, { app, passkeys }, ways] = await Promise.all([
    getTranslations('accounts.reauthenticate'),
    getTranslations('providers'),
    getTranslations('passkeys.reauthenticate'),
    searchParams,
    read(getFactors, {}),
    read(getWaysIn, {}),
  ]);
  const next = ownPath(asked.next) ?? undefined;
  const problem = await providerProblem(asked);
  const byCode = app && (asked.by === 'code' || !ways.hasPassword);
  return (
    <PortalPage>
      {byCode || ways.hasPassword ? (
        <AccountForm
          {...(await formFrame(t('title'), faults))}
          // Each way is a form of its own: what was wrong with one is not said of the other.
          key={byCode ? 'code' : 'password'}
          action={reauthenticateAction}
          given={problem}
          schema="Reauthenticate"
          fields={[byCode ? 'code' : 'password']}
          heading={
            <>
              <h1>{t('title')}</h1>
              <p className="mb-5 text-ink-2">{t(byCode ? 'codeLead' : 'lead')}</p>
            </>
          }
        >
          <HiddenField name="next" value={next ?? ''} />
          {byCode ? <CodeField /> : <OwnPasswordField email={actor.email} />}
          <ButtonRow>
            <SubmitButton>{t('submit')}</SubmitButton>
            {app && ways.hasPassword ? (
              <a href={paths.reauthenticate(next, byCode ? undefined : 'code')} className="inline-block py-1">
                {t(byCode ? 'usePassword' : 'useCode')}
              </a>
            ) : null}
          </ButtonRow>
        </AccountForm>
      ) : (
        <Heading title={t('title')} lead={providers('prove.lead')} problem={problem} />
      )}
      {passkeys > 0 ? (
        <PasskeyAside
          action={reauthenticateWithPasskeyAction}
          purpose="reauthenticate"
          next={ownPath(asked.next)}
          lead={passkey('lead')}
          submit={passkey('submit')}
        />
      ) : null}
      <ProveElsewhere ways={ways} next={next ?? ''} />
      {ways.hasPassword ? null : (
        <p className="mt-5 text-ink-2">
          {providers('prove.noAnswer')} <a href={paths.reset()}>{providers('password.set')}</a>
        </p>
      )}
    </PortalPage>
  );
}

async function CodeField() {
  const t = await getTranslations('twoFactor.signIn.app');
  return (
    <TextField
      name="code"
      label={t('label')}
      hint={t('hint')}
      autoComplete="one-time-code"
      inputMode="numeric"
      width="short"
    />
  );
}

async function OwnPasswordField({ email }: { email: string }) {
  const t = await getTranslations('accounts.fields');
  return (
    <>
      {/* For password managers: whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        name="password"
        label={t('password')}
        autoComplete="current-password"
        toggle={await passwordToggle()}
      />
    </>
  );
}

/** What stands above the ways of somebody who has nothing to type. */
async function Heading({ title, lead, problem }: { title: string; lead: string; problem: FormFault[] }) {
  const [common, tab] = await Promise.all([getTranslations('common'), pageTitle(title)]);
  return (
    <>
      <title>{problem.length > 0 ? common('errorPrefix') + tab : tab}</title>
      {problem.length > 0 ? <ErrorSummary title={common('problemTitle')} faults={problem} /> : null}
      <h1>{title}</h1>
      <p className="mb-5 text-ink-2">{lead}</p>
    </>
  );
}
