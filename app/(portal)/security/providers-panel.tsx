import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { ProviderButtons } from '@/components/forms/provider-buttons';
import { ItemList } from '@/components/ui/item-list';
import { Panel } from '@/components/ui/panel';
import type { WaysIn } from '@/lib/accounts';
import { paths } from '@/lib/shared/paths';
import { linkElsewhereAction } from './sign-in/actions';

/** The sign-ins elsewhere that are linked to the own account, and those that can be; nothing where there is neither. */
export async function ProvidersPanel({ ways: { linked, others } }: { ways: WaysIn }) {
  const [t, tell] = await Promise.all([getTranslations('providers'), momentTeller()]);
  if (linked.length === 0 && others.length === 0) return null;
  const items = linked.map(({ id, name, provider, email, since }) => ({
    key: id,
    title: <strong>{name}</strong>,
    meta: (
      <>
        {email ? <span className="block break-all">{email}</span> : null}
        {t(provider ? 'panel.since' : 'panel.gone', { when: tell(since) })}
      </>
    ),
    aside: (
      <a href={paths.security.unlink(id)}>
        {t('panel.unlink')}
        <span className="sr-only">: {name}</span>
      </a>
    ),
  }));
  return (
    <Panel id="elsewhere" title={t('panel.title')}>
      <p className="mb-4 text-ink-2">{t('panel.text')}</p>
      {items.length > 0 ? <ItemList items={items} /> : null}
      {others.length > 0 ? (
        <div className="mt-4">
          <ProviderButtons
            action={linkElsewhereAction}
            buttons={others.map(({ id, name, icon }) => ({ id, icon, label: t('panel.link', { name }) }))}
          />
        </div>
      ) : null}
    </Panel>
  );
}
