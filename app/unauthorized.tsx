import { getTranslations } from 'next-intl/server';
import { StatusPage } from './_parts/status-page';

/** The portal is away, status 503: see `portalAway` in lib/adapters/page.ts for the name of this file. */
export default async function AwayPage() {
  const t = await getTranslations('status.unavailable');
  return <StatusPage title={t('title')} text={t('text')} />;
}
