import { getTranslations } from 'next-intl/server';
import { Facts } from '@/components/ui/facts';
import { Panel } from '@/components/ui/panel';

/**
 * What is saved, beside a form that changes it: after a conflict it shows what somebody else saved meanwhile, while the
 * form keeps what was typed.
 */
export async function SavedNow({ items }: { items: { label: string; value: string }[] }) {
  const [t, common] = await Promise.all([getTranslations('people'), getTranslations('common')]);
  return (
    <Panel id="saved" title={t('savedNow')}>
      <Facts items={items.map(({ label, value }) => ({ label, value: value || common('notGiven') }))} />
    </Panel>
  );
}
