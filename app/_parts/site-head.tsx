import { getLocale, getTranslations } from 'next-intl/server';
import { AccountWatch } from '@/components/layout/account-watch';
import { Banner } from '@/components/layout/banner';
import { KeepDraft } from '@/components/layout/keep-draft';
import { MainNav } from '@/components/layout/main-nav';
import { SessionTimeout } from '@/components/layout/session-timeout';
import { SkipLink } from '@/components/layout/skip-link';
import { markOf } from '@/lib/adapters/drawn-for';
import { currentPath, pageActor } from '@/lib/adapters/page';
import { fullName } from '@/lib/kernel';
import { navigationOf } from '@/lib/reporting';
import { paths } from '@/lib/shared/paths';
import { setLanguageAction, signOutAction } from '../actions';
import { viewedCounty } from './county';

/** The top of every page: skip link, banner with who is signed in, main navigation, and what watches the session. */
export async function SiteHead() {
  const [t, locale, county, actor, path] = await Promise.all([
    getTranslations(),
    getLocale(),
    viewedCounty(),
    pageActor(),
    currentPath(),
  ]);
  const signedIn = actor.kind === 'person' ? actor : null;
  const other = locale === 'en' ? 'es' : 'en';
  // A stranger may be of any county; whoever is signed in chooses among what theirs offers.
  const hasChoice = !signedIn || county.settings.languages.includes(other);
  return (
    <>
      <SkipLink text={t('nav.skip')} />
      <Banner
        countyName={county.name}
        servicesText={t('common.services')}
        homeHref={signedIn ? paths.dashboard.show() : paths.site.home()}
        language={
          hasChoice
            ? { text: t('nav.otherLanguage'), code: other, action: setLanguageAction, next: path }
            : undefined
        }
        person={
          signedIn
            ? {
                name: fullName(signedIn),
                label: t('nav.signedInAs'),
                href: paths.profile.show(),
                signOutText: t('nav.signOut'),
                signOut: signOutAction,
              }
            : undefined
        }
        signIn={{ text: t('nav.signIn'), href: paths.signIn.start() }}
      />
      {signedIn ? (
        <MainNav
          label={t('nav.mainLabel')}
          items={navigationOf(signedIn).map(({ name, href }) => ({ href, label: t(`nav.${name}`) }))}
        />
      ) : null}
      {signedIn?.via.kind === 'session' ? (
        <SessionTimeout
          endsAt={Math.min(signedIn.via.idleEnd.getTime(), signedIn.via.expiresAt.getTime())}
          renderedAt={Date.now()}
          askHref={paths.api.session()}
          signInHref={paths.signIn.start()}
          texts={{
            title: t('accounts.timeout.title'),
            inMinutes: [1, 2].map((minutes) => t('accounts.timeout.text', { minutes })),
            stay: t('accounts.timeout.stay'),
            leave: t('accounts.timeout.leave'),
            failed: t('common.failed'),
          }}
          signOut={signOutAction}
        />
      ) : null}
      <AccountWatch
        mark={markOf(actor)}
        texts={{
          somebodyElse: t('common.somebodyElse'),
          signedOut: t('common.signedOutElsewhere'),
          openAgain: t('common.openAgain'),
        }}
      />
      <KeepDraft
        owner={signedIn?.id ?? null}
        proofPages={[paths.signIn.start(), paths.security.reauthenticate()]}
      />
    </>
  );
}
