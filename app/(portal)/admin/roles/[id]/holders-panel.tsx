import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { ItemList } from '@/components/ui/item-list';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { read } from '@/lib/adapters/page';
import { listRoleHolders, type RoleView } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';

/** How many people hold a role, and to who may see people the first of them by name. */
export async function HoldersPanel({
  role,
  count,
  maySeePeople,
}: {
  role: RoleView;
  count: number;
  maySeePeople: boolean;
}) {
  const t = await getTranslations('ownRoles');
  if (count === 0)
    return (
      <Panel id="holders" title={t('whoHolds')}>
        <EmptyState
          title={t('nobodyHolds')}
          action={maySeePeople ? <a href={paths.people.list()}>{t('toPeople')}</a> : undefined}
        >
          {t('nobodyHoldsText')}
        </EmptyState>
      </Panel>
    );
  const holders = maySeePeople ? (await read(listRoleHolders, { roleId: role.id })).holders : [];
  const items = holders.map(({ id, name, email, active }) => ({
    key: id,
    title: name,
    href: paths.people.show(id),
    meta: <span className="[overflow-wrap:anywhere]">{email}</span>,
    aside: active ? undefined : <Tag tone="red">{t('deactivated')}</Tag>,
  }));
  return (
    <Panel
      id="holders"
      title={t('whoHolds')}
      after={
        maySeePeople ? (
          <a href={paths.people.list({ role: role.name })}>{t('allHolders', { count })}</a>
        ) : undefined
      }
    >
      <p className="mb-2 text-ink-2">
        {t('people', { count })}.{' '}
        {holders.length > 0 && holders.length < count ? t('firstHolders', { count: holders.length }) : null}
      </p>
      {items.length > 0 ? <ItemList small items={items} /> : null}
    </Panel>
  );
}
