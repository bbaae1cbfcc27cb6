import { getTranslations } from 'next-intl/server';
import { deviceNamer, momentTeller } from '@/app/_parts/devices';
import { PortalPage } from '@/app/_parts/portal-page';
import { titled } from '@/app/_parts/titles';
import { PostLink } from '@/components/layout/post-link';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { ItemList } from '@/components/ui/item-list';
import { Panel, Split } from '@/components/ui/panel';
import { requireSignIn } from '@/lib/access/require-role';
import { listSessions } from '@/lib/accounts';
import { read } from '@/lib/kernel/read';
import { paths } from '@/lib/shared/paths';
import { endSessionAction } from './actions';
import { TokensPanel } from './tokens-panel';
import { TwoFactorPanel } from './two-factor-panel';

export const generateMetadata = () => titled('accounts.security.title');

/** Where the own account is signed in, and how to end that. */
export default async function SecurityPage() {
  await requireSignIn();
  const [t, history, { items: sessions, total }, nameOf, tell] = await Promise.all([
    getTranslations('accounts.security'),
    getTranslations('history'),
    read(listSessions, { perPage: '100' }),
    deviceNamer(),
    momentTeller(),
  ]);
  const hasOthers = (total ?? 0) > 1;
  const items = sessions.map(({ id, current, userAgent, lastSeenAt, ip }) => ({
    key: id,
    title: <strong>{nameOf(userAgent)}</strong>,
    meta: t('lastUsed', { when: tell(lastSeenAt), ip }),
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
      <h1>{t('title')}</h1>
      <p className="mb-6 text-lead text-ink-2">{t('lead')}</p>
      <Split
        main={
          <Panel id="sessions" title={t('sessions')}>
            <ItemList items={items} />
            {hasOthers ? (
              <ButtonRow>
                <ButtonLink href={paths.signOutOthers()} variant="quiet">
                  {t('signOutOthers')}
                </ButtonLink>
              </ButtonRow>
            ) : (
              <p className="mt-4 text-ink-2">{t('onlyThis')}</p>
            )}
            <p className="mt-4">
              <a href={paths.signInHistory()} className="inline-block py-0.5">
                {history('link')}
              </a>
            </p>
          </Panel>
        }
        side={
          <>
            <Panel id="password" title={t('password')}>
              <p className="mb-2 text-ink-2">{t('passwordText')}</p>
              <a href={paths.changePassword()} className="inline-block py-0.5">
                {t('changePassword')}
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
