import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PasskeyAside } from '@/app/_parts/passkeys';
import { PortalPage } from '@/app/_parts/portal-page';
import { providerProblem } from '@/app/_parts/provider-problem';
import { pageTitle } from '@/app/_parts/titles';
import { ErrorSummary } from '@/components/forms/error-summary';
import { getFactors, getWaysIn, reauthenticate } from '@/lib/accounts';
import { reauthenticateFields } from '@/lib/accounts/schema';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import type { FormFault } from '@/lib/shared/form-state';
import { ownPath, paths } from '@/lib/shared/paths';
import { reauthenticateAction, reauthenticateWithPasskeyAction } from './actions';
import { ProveElsewhere } from './prove-elsewhere';

type Props = { searchParams: Promise<{ next?: string; problem?: string; with?: string }> };

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
  // With a second factor in use, that is what makes a session fresh.
  const by = actor.hasFactor ? (app ? 'code' : null) : ways.hasPassword ? 'password' : null;
  return (
    <PortalPage>
      {by ? (
        <Form
          // Each way is a form of its own: what was wrong with one is not said of the other.
          key={by}
          of={reauthenticateFields[by]}
          title={t('title')}
          heading={
            <>
              <h1>{t('title')}</h1>
              <p className="mb-5 text-ink-2">{t(by === 'code' ? 'codeLead' : 'lead')}</p>
            </>
          }
          action={reauthenticateAction}
          given={problem}
          checks="accounts/Reauthenticate"
          // For password managers: whose password this is.
          before={{
            password: (
              <input
                type="text"
                name="username"
                autoComplete="username"
                value={actor.email}
                readOnly
                hidden
              />
            ),
          }}
          sends={{ next: next ?? '' }}
          submit={t('submit')}
        />
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
      {actor.hasFactor ? null : <ProveElsewhere ways={ways} next={next ?? ''} />}
      {ways.hasPassword || actor.hasFactor ? null : (
        <p className="mt-5 text-ink-2">
          {providers('prove.noAnswer')} <a href={paths.passwordReset.ask()}>{providers('password.set')}</a>
        </p>
      )}
    </PortalPage>
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
