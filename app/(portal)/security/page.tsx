import { getTranslations } from 'next-intl/server';
import { deviceNamer, momentTeller, placeTeller } from '@/app/_parts/devices';
import { PortalPage } from '@/app/_parts/portal-page';
import { providerProblem } from '@/app/_parts/provider-problem';
import { pageTitle } from '@/app/_parts/titles';
import { ErrorSummary } from '@/components/forms/error-summary';
import { PostLink } from '@/components/layout/post-link';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { ItemList } from '@/components/ui/item-list';
import { Panel, Split } from '@/components/ui/panel';
import { getWaysIn, listSessions } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { endSessionAction } from './actions';
import { ProvidersPanel } from './providers-panel';
import { TokensPanel } from './tokens-panel';
import { TwoFactorPanel } from './two-factor-panel';

type Props = { searchParams: Promise<{ problem?: string; with?: string }> };

/** Where the own account is signed in, and how to end that. */
export default async function SecurityPage({ searchParams }: Props) {
  await guard(listSessions);
  const [t, history, { items: sessions, total }, nameOf, tell, placeOf, ways, providers, common, problem] =
    await Promise.all([
      getTranslations('accounts.security'),
      getTranslations('history'),
      read(listSessions, { perPage: '100' }),
      deviceNamer(),
      momentTeller(),
      placeTeller(),
      read(getWaysIn, {}),
      getTranslations('providers'),
      getTranslations('common'),
      searchParams.then(providerProblem),
    ]);
  const title = await pageTitle(t('title'));
  const hasOthers = (total ?? 0) > 1;
  const items = sessions.map(({ id, current, userAgent, lastSeenAt, ip }) => ({
    key: id,
    title: <strong>{nameOf(userAgent)}</strong>,
    meta: (
      <>
        {t('lastUsed', { when: tell(lastSeenAt), ip })}
        <Place at={placeOf?.(ip)} />
      </>
    ),
    aside: current ? (
      <span className="text-small text-ink-2">{t('thisDevice')}</span>
    ) : (
      <PostLink action={endSessionAction} fields={{ sessionId: id }}>
        {t('signOutOne')}
        <span className="sr-only">: {nameOf(userAgent)}</span>
      </PostLink>
    ),
  }));
  return (
    <PortalPage>
      <title>{problem.length > 0 ? common('errorPrefix') + title : title}</title>
      {problem.length > 0 ? <ErrorSummary title={common('problemTitle')} faults={problem} /> : null}
      <h1>{t('title')}</h1>
      <p className="mb-6 text-lead text-ink-2">{t('lead')}</p>
      <Split
        main={
          <>
            <Panel id="sessions" title={t('sessions')}>
              <ItemList items={items} />
              {hasOthers ? (
                <ButtonRow>
                  <ButtonLink href={paths.security.signOutOthers()} variant="quiet">
                    {t('signOutOthers')}
                  </ButtonLink>
                </ButtonRow>
              ) : (
                <p className="mt-4 text-ink-2">{t('onlyThis')}</p>
              )}
              <p className="mt-4">
                <a href={paths.security.history()} className="inline-block py-0.5">
                  {history('link')}
                </a>
              </p>
            </Panel>
            <ProvidersPanel ways={ways} />
          </>
        }
        side={
          <>
            <Panel id="password" title={t('password')}>
              <p className="mb-2 text-ink-2">
                {ways.hasPassword ? t('passwordText') : providers('password.none')}
              </p>
              <a
                href={ways.hasPassword ? paths.profile.password() : paths.passwordReset.ask()}
                className="inline-block py-0.5"
              >
                {ways.hasPassword ? t('changePassword') : providers('password.set')}
              </a>
            </Panel>
            <TwoFactorPanel />
            <TokensPanel />
          </>
        }
      />
    </PortalPage>
  );
}

async function Place({ at: place }: { at: string | null | undefined }) {
  const t = await getTranslations('accounts.security');
  return place ? <div>{t('place', { place })}</div> : null;
}
