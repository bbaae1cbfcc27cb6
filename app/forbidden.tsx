import { getTranslations } from 'next-intl/server';
import { StatusPage } from './_parts/status-page';

/** Signed in, but not allowed. Status 403. */
export default async function ForbiddenPage() {
  const t = await getTranslations('status.forbidden');
  return <StatusPage title={t('title')} text={t('text')} />;
}
