import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import type { Messages } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { StatusPage } from '../../_parts/status-page';

const texts: Record<string, keyof Omit<Messages['status'], 'tryAgain' | 'goHome'>> = {
  '400': 'unreadable',
  '403': 'forbidden',
  '404': 'notFound',
  '405': 'wrongMethod',
  '413': 'tooLarge',
  '414': 'tooLong',
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
  const t = await getTranslations('status');
  const reference = header.get('x-request-id') ?? '';
  const more = status === '500' ? ` ${t('failure.reference', { reference })}` : '';
  return <StatusPage title={t(`${name}.title`)} text={t(`${name}.text`) + more} />;
}
