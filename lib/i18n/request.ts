import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { languageCookieName } from '@/lib/kernel/request';
import { languageOf } from '@/lib/shared/languages';

const catalogues = {
  en: () => import('@/messages/en.json'),
  es: () => import('@/messages/es.json'),
};

/** The language of a request: the chosen one (cookie), else what the browser asks for. */
export default getRequestConfig(async () => {
  const [jar, header] = await Promise.all([cookies(), headers()]);
  const locale = languageOf(jar.get(languageCookieName)?.value, header.get('accept-language'));
  return { locale, messages: (await catalogues[locale]()).default, timeZone: 'America/Los_Angeles' };
});
