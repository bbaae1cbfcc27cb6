import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { CheckboxField } from '@/components/forms/checkbox-field';
import { getAttempt } from '@/lib/accounts';
import { factorFields } from '@/lib/accounts/factors/schema';
import { pageActor, pageRequest, signInPath } from '@/lib/adapters/page';
import { ownPath, paths } from '@/lib/shared/paths';
import { proveFactorAction } from './actions';
import { PasskeyStep } from './passkey-step';

type Props = { searchParams: Promise<{ next?: string; by?: string }> };

/** The second step of a sign-in, by whichever of the person's factors they choose. */
export default async function TwoFactorPage({ searchParams }: Props) {
  const asked = await searchParams;
  const next = ownPath(asked.next);
  if ((await pageActor()).kind === 'person') redirect(next ?? paths.dashboard.show());
  const attempt = await getAttempt.execute(await pageRequest(), {});
  if (!attempt.ok) redirect(await signInPath());
  const { app, passkeys, recoveryCodesLeft, mayBeRemembered, resetDue } = attempt.value;
  const [t, tell] = await Promise.all([getTranslations('twoFactor.signIn'), momentTeller()]);
  const ways = [
    ...(app ? (['app'] as const) : []),
    ...(passkeys > 0 ? (['passkey'] as const) : []),
    ...(recoveryCodesLeft > 0 ? (['recovery'] as const) : []),
  ];
  const by = ways.find((way) => way === asked.by) ?? ways[0] ?? 'recovery';
  const others = ways
    .filter((way) => way !== by)
    .map((way) => (
      <a key={way} href={paths.signIn.secondFactor(next ?? undefined, way)} className="inline-block py-1">
        {t(`${way}.instead`)}
      </a>
    ));
  const wayOut = (
    <>
      {resetDue ? <p className="mt-5 max-w-prose">{t('resetWaits', { due: tell(resetDue) })}</p> : null}
      <p className="mt-5">
        <a href={paths.accountReset.ask()} className="inline-block py-0.5">
          {t('lostAll')}
        </a>
      </p>
      <p className="mt-2 text-ink-2">
        {t('notYou')} <a href={paths.signIn.start(next ?? undefined)}>{t('otherAccount')}</a>
      </p>
    </>
  );
  const remember = mayBeRemembered ? (
    <CheckboxField name="remember" label={t('remember')} hint={t('rememberHint')} />
  ) : null;
  if (by === 'passkey')
    return (
      <PortalPage>
        <PasskeyStep next={next} remember={remember} others={others}>
          {wayOut}
        </PasskeyStep>
      </PortalPage>
    );
  return (
    <PortalPage>
      <Form
        // Each way is a form of its own: what was wrong with one is not said of the other.
        key={by}
        of={factorFields[by]}
        title={t('title')}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-5 text-ink-2">{t(`${by}.lead`)}</p>
          </>
        }
        action={proveFactorAction}
        checks={by === 'app' ? 'factors/ProveApp' : 'factors/ProveRecoveryCode'}
        sends={{ next: next ?? '' }}
        submit={t('submit')}
        beside={others}
        after={wayOut}
      >
        {by === 'app' ? remember : null}
      </Form>
    </PortalPage>
  );
}
