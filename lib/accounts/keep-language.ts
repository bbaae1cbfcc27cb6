import 'server-only';
import { cookies } from 'next/headers';
import { languageCookieName } from '@/lib/kernel/request';
import { env } from '@/lib/platform/env';
import type { Language } from '@/lib/shared/languages';
import { DEVICE_DAYS } from './known-device';

/** Keeps the chosen language in the browser. */
export async function keepLanguage(language: Language): Promise<void> {
  const secure = env().APP_URL.startsWith('https:');
  (await cookies()).set(languageCookieName, language, {
    path: '/',
    sameSite: 'lax',
    maxAge: DEVICE_DAYS * 86_400,
    secure,
  });
}
