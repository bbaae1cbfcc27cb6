import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { paths } from '@/lib/shared/paths';

/** What the register page says where every county invites its people. */
export async function ClosedPage() {
  const t = await getTranslations('accounts');
  return (
    <PortalPage crumbs={[{ href: paths.signIn.start(), label: t('signIn.title') }]}>
      <title>{await pageTitle(t('register.closedTitle'))}</title>
      <h1>{t('register.closedTitle')}</h1>
      <p className="mb-5">{t('register.closedText')}</p>
      <p>
        {t('register.haveAccount')} <a href={paths.signIn.start()}>{t('signIn.title')}</a>
      </p>
    </PortalPage>
  );
}
