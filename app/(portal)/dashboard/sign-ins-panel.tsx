import { getTranslations } from 'next-intl/server';
import { deviceNamer, momentTeller } from '@/app/_parts/devices';
import { ItemList } from '@/components/ui/item-list';
import { Panel } from '@/components/ui/panel';
import type { RecentSession } from '@/lib/accounts';
import { sentenceCase } from '@/lib/shared/dates';
import { paths } from '@/lib/shared/paths';

/** The latest sign-ins of the person, so that a foreign one is noticed. */
export async function SignInsPanel({ sessions }: { sessions: RecentSession[] }) {
  const [t, nameOf, tell] = await Promise.all([getTranslations('dashboard'), deviceNamer(), momentTeller()]);
  const items = sessions.map(({ id, at, userAgent, current }) => ({
    key: id,
    title: sentenceCase(tell(at)),
    meta: nameOf(userAgent),
    aside: current ? (
      <span className="text-ink-2">{t('thisDevice')}</span>
    ) : (
      <a href={paths.security.show()}>
        {t('notMe')}
        <span className="sr-only">
          : {sentenceCase(tell(at))}, {nameOf(userAgent)}
        </span>
      </a>
    ),
  }));
  return (
    <Panel id="sign-ins" title={t('signIns')} after={<a href={paths.security.show()}>{t('allSessions')}</a>}>
      <ItemList small items={items} />
    </Panel>
  );
}
