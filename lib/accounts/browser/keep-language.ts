import 'server-only';
import { cookies } from 'next/headers';
import { cookieOf } from '@/lib/identity/cookies';
import { env } from '@/lib/platform/env';
import type { Language } from '@/lib/shared/languages';

/** Keeps the chosen language in the browser. */
export async function keepLanguage(language: Language): Promise<void> {
  (await cookies()).set(cookieOf('language', language, env().APP_URL));
}
