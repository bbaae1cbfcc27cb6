import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SummaryList } from '@/components/ui/summary-list';
import type { SeenEvent } from '@/lib/audit';
import type { Person } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';
import { auditWords, placeOfActor, placeOfThing, seesEveryTrail } from '../words';

/** Who, what, when, from where; each with the way to more of the same. */
export async function EventFacts({ reader, event }: { reader: Person; event: SeenEvent }) {
  const [t, words] = await Promise.all([getTranslations('audit'), auditWords()]);
  const { actor, entity, entityId, ip, county, requestId } = event;
  const more = (href: string, text: string) => (
    <a href={href} className="inline-block py-0.5 text-small">
      {text}
    </a>
  );
  const linked = (href: string | null, text: ReactNode) =>
    href ? (
      <a href={href} className="inline-block py-0.5">
        {text}
      </a>
    ) : (
      text
    );
  const thing = entity ? words.thing(entity) : t('nothing');
  return (
    <SummaryList
      rows={[
        {
          key: 'when',
          label: t('when'),
          value: (
            <>
              <time dateTime={event.at}>{words.when(event.at)}</time>
              <span className="block text-small text-ink-2">{words.zone}</span>
            </>
          ),
        },
        {
          key: 'actor',
          label: t('actor'),
          value: actor ? (
            <>
              {linked(placeOfActor(reader, actor), actor.email)}
              <br />
              {more(paths.audit.list({ actor: actor.id }), t('detail.sameActor'))}
            </>
          ) : (
            words.actor(event)
          ),
        },
        {
          key: 'thing',
          label: t('thing'),
          value: entityId ? (
            <>
              {linked(placeOfThing(reader, entity, entityId), thing)}
              <span className="block text-small text-ink-2">{entityId}</span>
              {more(paths.audit.list({ entityId }), t('detail.sameThing'))}
            </>
          ) : (
            thing
          ),
        },
        ...(seesEveryTrail(reader)
          ? [{ key: 'county', label: t('county'), value: county?.name ?? t('noCounty') }]
          : []),
        { key: 'ip', label: t('detail.from'), value: ip ?? t('detail.unknown') },
        {
          key: 'request',
          label: t('detail.request'),
          value: <span className="[overflow-wrap:anywhere]">{requestId ?? t('detail.unknown')}</span>,
        },
        {
          key: 'event',
          label: t('detail.name'),
          value: (
            <>
              {event.event}
              <br />
              {more(paths.audit.list({ event: event.event }), t('detail.sameEvent'))}
            </>
          ),
        },
      ]}
    />
  );
}
