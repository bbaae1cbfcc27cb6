import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { StatusPage } from '../../_parts/status-page';

const texts: Record<string, string> = {
  '400': 'unreadable',
  '403': 'forbidden',
  '404': 'notFound',
  '429': 'tooMany',
  '500': 'failure',
  '503': 'unavailable',
};

/** What server.mjs sends where a page ended in a status without a page: lib/platform/front/status-page.mjs. */
export default async function StatusCodePage() {
  const header = await headers();
  const status = header.get('x-portal-status') ?? '';
  const name = texts[status];
  if (!name) notFound();
  const t = await getTranslations(`status.${name}` as 'status.forbidden');
  const reference = header.get('x-request-id') ?? '';
  const more =
    status === '500' ? ` ${(await getTranslations('status.failure'))('reference', { reference })}` : '';
  return <StatusPage title={t('title')} text={t('text') + more} />;
}
