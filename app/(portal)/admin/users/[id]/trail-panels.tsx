import { getTranslations } from 'next-intl/server';
import { actorTeller } from '@/app/_parts/actor-words';
import { momentTeller } from '@/app/_parts/devices';
import { eventWords } from '@/app/_parts/event-words';
import { ItemList } from '@/components/ui/item-list';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import type { PersonFile } from '@/lib/administration';
import { sentenceCase } from '@/lib/shared/dates';
import { paths } from '@/lib/shared/paths';

/** The last tries to sign in; for who may see the trail. */
export async function SignInsOfPerson({ file: { signIns } }: { file: PersonFile }) {
  const [t, words, tell] = await Promise.all([getTranslations('people.trail'), eventWords(), momentTeller()]);
  if (!signIns) return null;
  const items = signIns.map(({ id, at, outcome, ip }) => ({
    key: id,
    title: sentenceCase(tell(at)),
    href: paths.audit.show(id),
    meta: ip ?? undefined,
    aside: outcome === 'done' ? undefined : <Tag tone="red">{words.outcome(outcome)}</Tag>,
  }));
  return (
    <Panel id="sign-ins" title={t('signIns')}>
      {items.length > 0 ? <ItemList small items={items} /> : <p className="text-ink-2">{t('noSignIns')}</p>}
    </Panel>
  );
}

/** What was done to the person last, and by whom; for who may see the trail. */
export async function EventsOfPerson({ file: { user, events } }: { file: PersonFile }) {
  const [t, words, name, tell] = await Promise.all([
    getTranslations('people.trail'),
    eventWords(),
    actorTeller(),
    momentTeller(),
  ]);
  if (!events) return null;
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
  const all = <a href={paths.audit.list({ entity: 'user', entityId: user.id })}>{t('all')}</a>;
  return (
    <Panel id="events" title={t('events')} after={all}>
      {items.length > 0 ? <ItemList small items={items} /> : <p className="text-ink-2">{t('noEvents')}</p>}
    </Panel>
  );
}
