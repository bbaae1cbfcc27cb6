import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { ButtonLink } from '@/components/ui/button';
import { ItemList } from '@/components/ui/item-list';
import { Panel } from '@/components/ui/panel';
import { listPasskeys, relyingParty } from '@/lib/accounts';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';

/**
 * The own passkeys, and the way to another.
 * @param mayRemoveLast another factor stands in for them, or none has to
 * @param mayManage not for whoever must set a factor up first: they have none to manage
 */
export async function PasskeysPanel({
  mayRemoveLast,
  mayManage,
}: {
  mayRemoveLast: boolean;
  mayManage: boolean;
}) {
  const [t, { items, hasRoom }, tell, passkeys] = await Promise.all([
    getTranslations('passkeys.panel'),
    read(listPasskeys, {}),
    momentTeller(),
    getTranslations('passkeys'),
  ]);
  const mayRemove = mayRemoveLast || items.length > 1;
  const list = items.map(({ id, name, createdAt, lastUsedAt, isSynced, signsIn }) => ({
    key: id,
    title: <strong className="[overflow-wrap:anywhere]">{name}</strong>,
    meta: (
      <>
        {lastUsedAt
          ? t('used', { created: tell(createdAt), used: tell(lastUsedAt) })
          : t('neverUsed', { created: tell(createdAt) })}
        <br />
        {t(isSynced ? 'synced' : 'oneDevice')}
        {signsIn ? null : (
          <>
            <br />
            {t('secondStepOnly')}
          </>
        )}
      </>
    ),
    aside: mayManage ? (
      <span className="flex gap-4">
        <a href={paths.factors.passkey(id)} className="py-1.5">
          {t('rename')}
          <span className="sr-only">: {name}</span>
        </a>
        {mayRemove ? (
          <a href={paths.factors.removePasskey(id)} className="py-1.5">
            {t('remove')}
            <span className="sr-only">: {name}</span>
          </a>
        ) : null}
      </span>
    ) : null,
  }));
  return (
    <Panel id="passkeys" title={t('title')}>
      <p className="mb-4 text-ink-2">{t('text')}</p>
      {list.length > 0 ? <ItemList items={list} /> : null}
      <div className={list.length > 0 ? 'mt-5' : undefined}>
        {!relyingParty() ? (
          <p className="text-ink-2">{passkeys('nowhere')}</p>
        ) : hasRoom ? (
          <ButtonLink href={paths.factors.newPasskey()} variant="quiet">
            {t('add')}
          </ButtonLink>
        ) : (
          <p className="text-ink-2">{t('full', { count: items.length })}</p>
        )}
      </div>
    </Panel>
  );
}
