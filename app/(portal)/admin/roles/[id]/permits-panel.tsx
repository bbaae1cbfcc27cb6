import { getTranslations } from 'next-intl/server';
import { Panel } from '@/components/ui/panel';
import { SummaryList } from '@/components/ui/summary-list';
import type { RoleView } from '@/lib/administration';
import { roleWords } from '../words';

/** What a role permits, in words, and how far. */
export async function PermitsPanel({ permissions }: { permissions: RoleView['permissions'] }) {
  const [t, words] = await Promise.all([getTranslations('ownRoles'), roleWords()]);
  return (
    <Panel id="permits" title={t('permits')}>
      <SummaryList
        rows={permissions.map(({ name, reach }) => ({
          key: name,
          label: words.permission(name),
          value: words.reach(reach),
        }))}
      />
    </Panel>
  );
}
