import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { MessageKey } from '@/messages/keys';
import { viewedCounty } from './county';

/** "<h1> – <county> Services". */
export async function pageTitle(heading: string): Promise<string> {
  const [t, county] = await Promise.all([getTranslations('common'), viewedCounty()]);
  return t('pageTitle', { title: heading, county: county.name });
}

/**
 * The metadata of a public page without a form, from the message key of its h1. Forms write their title themselves; so do
 * guarded pages: metadata is sent whatever the page's guard says.
 */
export async function titled(key: MessageKey): Promise<Metadata> {
  const t = await getTranslations();
  return { title: await pageTitle(t(key)) };
}
