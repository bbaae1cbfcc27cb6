import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PortalPage } from '@/app/_parts/portal-page';
import { titled } from '@/app/_parts/titles';
import { Hero, Offers } from '@/components/layout/hero';
import { ButtonLink } from '@/components/ui/button';

export const generateMetadata = () => titled('home.title');

/** The first page: what the portal does today, and the two ways in. */
export default async function HomePage() {
  const t = await getTranslations('home');
  const signIn = (text: ReactNode) => <a href="/login">{text}</a>;
  const create = (text: ReactNode) => <a href="/register">{text}</a>;
  const help = (text: ReactNode) => <a href="/help">{text}</a>;
  const offers = ['account', 'details', 'safety'] as const;
  return (
    <PortalPage
      hero={
        <Hero
          title={t('title')}
          lead={t('lead')}
          actions={
            <>
              <ButtonLink href="/register">{t('create')}</ButtonLink>
              <a href="/login" className="inline-block py-1">
                {t('signIn')}
              </a>
            </>
          }
        />
      }
    >
      <section aria-labelledby="today" className="mb-9">
        <h2 id="today">{t('todayTitle')}</h2>
        <Offers
          items={offers.map((key) => ({
            key,
            title: t(`offers.${key}.title`),
            text: t(`offers.${key}.text`),
          }))}
        />
      </section>
      <section aria-labelledby="account" className="mb-9">
        <h2 id="account">{t('haveTitle')}</h2>
        <p>{t.rich('haveText', { signIn, create })}</p>
      </section>
      <section aria-labelledby="ready">
        <h2 id="ready">{t('readyTitle')}</h2>
        <p>{t.rich('readyText', { help })}</p>
      </section>
    </PortalPage>
  );
}
