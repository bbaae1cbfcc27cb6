import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PasskeyAside } from '@/app/_parts/passkeys';
import { PortalPage } from '@/app/_parts/portal-page';
import { providerProblem } from '@/app/_parts/provider-problem';
import { FaultLink } from '@/components/forms/fault-link';
import { signInFields } from '@/lib/accounts/schema';
import { pageActor } from '@/lib/adapters/page';
import { ownPath, paths } from '@/lib/shared/paths';
import { ProviderPart } from '../provider-part';
import { signInAction, signInWithPasskeyAction } from './actions';

type Props = {
  searchParams: Promise<{ next?: string; timeout?: string; again?: string; problem?: string; with?: string }>;
};

/** Signing in, and going on to where the reader came from. */
export default async function SignInPage({ searchParams }: Props) {
  const [t, asked] = await Promise.all([getTranslations(), searchParams]);
  const next = ownPath(asked.next);
  if ((await pageActor()).kind === 'person') redirect(next ?? paths.dashboard.show());
  const hint = asked.again ? 'again' : asked.timeout ? 'timedOut' : next ? 'goOn' : null;
  return (
    <PortalPage>
      <Form
        of={signInFields}
        title={t('accounts.signIn.title')}
        heading={
          <>
            <h1>{t('accounts.signIn.title')}</h1>
            {hint ? <p className="mb-5 text-ink-2">{t(`accounts.signIn.${hint}`)}</p> : null}
          </>
        }
        action={signInAction}
        given={
          asked.problem === 'cookies'
            ? [{ text: t('accounts.signIn.noCookies') }]
            : await providerProblem(asked)
        }
        checks="accounts/SignIn"
        sends={{ next: next ?? '' }}
        before={{
          password: (
            <FaultLink
              field="email"
              fault={t('errors.signIn.confirmFirst')}
              href={paths.confirmation.ask()}
              text={t('accounts.signIn.confirmAgain')}
            />
          ),
        }}
        submit={t('accounts.signIn.submit')}
        beside={
          <a href={paths.passwordReset.ask()} className="inline-block py-1">
            {t('accounts.signIn.reset')}
          </a>
        }
        after={
          <p className="mt-3 text-ink-2">
            {t('accounts.signIn.noAccount')}{' '}
            <a href={paths.registration.start()}>{t('accounts.signIn.register')}</a>
          </p>
        }
      />
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
