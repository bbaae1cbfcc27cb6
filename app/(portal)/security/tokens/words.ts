import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { isPermission } from '@/lib/access/permissions';
import { sentenceCase } from '@/lib/shared/dates';

/** What the pages say about a token, a person's or a county's, in the reader's language. */
export async function tokenWords() {
  const [t, tell] = await Promise.all([getTranslations(), momentTeller()]);
  return {
    /** What its scopes let it do; a scope that this version does not know lets it do nothing. */
    scopes: (names: readonly string[]) =>
      names.length === 0
        ? [t('tokens.everything')]
        : names.filter(isPermission).map((name) => t(`permissions.${name}`)),
    moment: (iso: string) => sentenceCase(tell(iso)),
    lastUsed: (iso: string | null) => (iso ? sentenceCase(tell(iso)) : t('tokens.neverUsed')),
  };
}
