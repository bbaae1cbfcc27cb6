import { cookies, headers } from 'next/headers';
import 'server-only';
import { getRequestConfig } from 'next-intl/server';
import { pageActor } from '@/lib/adapters/page';
import { cookieName } from '@/lib/identity/cookies';
import { env } from '@/lib/platform/env';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import { languageOf } from '@/lib/shared/languages';
import { catalogues } from '@/messages';

/**
 * The language of a request: the chosen one (cookie), else what the browser asks for; for who is signed in, as far as
 * their county offers it. A page has looked up its reader already, once for all (`pageActor`).
 */
export default getRequestConfig(async () => {
  const [jar, header] = await Promise.all([cookies(), headers()]);
  const { APP_URL } = env();
  const asked = languageOf(jar.get(cookieName('language', APP_URL))?.value, header.get('accept-language'));
  const actor = jar.get(cookieName('session', APP_URL)) ? await pageActor() : null;
  const county = actor?.kind === 'person' ? actor.county : null;
  const locale = languageIn(countySettings(county?.settings), asked);
  return { locale, messages: catalogues[locale], timeZone: 'America/Los_Angeles' };
});
