import { getLocale, getTranslations } from 'next-intl/server';
import { clock, places } from '@/lib/kernel/ports';
import { describeUserAgent } from '@/lib/platform/user-agent';
import { dayAndTime } from '@/lib/shared/dates';
import { viewedCounty } from './county';

/** The name of a device as people know it: "Chrome on Android". */
export async function deviceNamer(): Promise<(userAgent: string) => string> {
  const t = await getTranslations('accounts.security');
  return (userAgent) => {
    const { browser, os } = describeUserAgent(userAgent);
    if (browser && os) return t('device', { browser, os });
    return browser ?? os ?? t('unknownDevice');
  };
}

/** Moments as people say them, in the reader's language and their county's time, for the middle of a sentence. */
export async function momentTeller(): Promise<(iso: string) => string> {
  const [locale, county] = await Promise.all([getLocale(), viewedCounty()]);
  const now = clock().now();
  return (iso) => dayAndTime(new Date(iso), now, locale, county.settings.timeZone);
}

/** The approximate place of an address, in the reader's language; null where the portal has no database of places. */
export async function placeTeller(): Promise<((ip: string) => string | null) | null> {
  const known = places();
  if (!known) return null;
  const language = await getLocale();
  return (ip) => known.placeOf(ip, language);
}
