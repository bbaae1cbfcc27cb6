import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { tripAhead } from '@/lib/accounts/browser/round-trip';
import { paths } from '@/lib/shared/paths';

/**
 * Leads on to the provider by itself. A page between the form and the provider: browsers hold a form's redirects to the
 * policy's `form-action 'self'`, which stays as strict as it is everywhere.
 */
export default async function ToProviderPage() {
  const [t, ahead] = await Promise.all([getTranslations('providers.between'), tripAhead()]);
  if (!ahead) redirect(paths.signIn.start());
  const { name, url } = ahead;
  return (
    <PortalPage>
      <title>{await pageTitle(t('title', { name }))}</title>
      <meta httpEquiv="refresh" content={`0;url=${url}`} />
      <h1>{t('title', { name })}</h1>
      <p className="mb-5 text-ink-2">{t('text')}</p>
      <ButtonRow>
        <ButtonLink href={url}>{t('goOn', { name })}</ButtonLink>
        <a href={paths.signIn.start()} className="inline-block py-1">
          {t('back')}
        </a>
      </ButtonRow>
    </PortalPage>
  );
}
