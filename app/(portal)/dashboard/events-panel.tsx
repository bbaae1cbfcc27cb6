import { getTranslations } from 'next-intl/server';
import { actorTeller } from '@/app/_parts/actor-words';
import { momentTeller } from '@/app/_parts/devices';
import { eventWords } from '@/app/_parts/event-words';
import { ItemList } from '@/components/ui/item-list';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import type { RecentEvent } from '@/lib/audit';
import { paths } from '@/lib/shared/paths';

/** What was done last, by whom, and whether it succeeded. */
export async function EventsPanel({ events }: { events: RecentEvent[] }) {
  const [t, words, name, tell] = await Promise.all([
    getTranslations('dashboard'),
    eventWords(),
    actorTeller(),
    momentTeller(),
  ]);
  const items = events.map(({ id, at, event, outcome, actor }) => ({
    key: id,
    title: words.event(event),
    href: paths.audit.show(id),
    meta: (
      <span className="[overflow-wrap:anywhere]">
        {name(actor)}, {tell(at)}
      </span>
    ),
    aside: outcome === 'done' ? undefined : <Tag tone="red">{words.outcome(outcome)}</Tag>,
  }));
  return (
    <Panel id="events" title={t('events')} after={<a href={paths.audit.list()}>{t('allEvents')}</a>}>
      {items.length === 0 ? <p className="text-ink-2">{t('noEvents')}</p> : <ItemList small items={items} />}
    </Panel>
  );
}
