import { getTranslations } from 'next-intl/server';
import { StatusPage } from './_parts/status-page';

/** Nothing is at this address, or nothing that the reader may know of. */
export default async function NotFoundPage() {
  const t = await getTranslations('status.notFound');
  return <StatusPage title={t('title')} text={t('text')} />;
}
