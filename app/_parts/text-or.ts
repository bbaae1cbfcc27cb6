import { getTranslations } from 'next-intl/server';
import { isKey } from '@/messages/keys';

/**
 * Words for what only a row or an address names (a role, an event), in the reader's language; where `messages/` has
 * none by this key, it is called as `otherwise` says.
 */
export async function textOr(): Promise<(key: string, otherwise: string) => string> {
  const t = await getTranslations();
  return (key, otherwise) => (isKey(key) ? t(key) : otherwise);
}
