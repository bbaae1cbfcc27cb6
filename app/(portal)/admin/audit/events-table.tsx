import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { sortLink } from '@/components/ui/sort-link';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { SeenEvent } from '@/lib/audit';
import type { Person } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';
import { auditWords, placeOfActor, placeOfThing, seesEveryTrail } from './words';

const link = 'inline-block py-0.5 [overflow-wrap:anywhere]';

/** A page of events: what happened, who did it, to what, when, what came of it, and to who sees several, in which county. */
export async function EventsTable({
  reader,
  events,
  caption,
  sort,
  query,
}: {
  reader: Person;
  events: SeenEvent[];
  caption: ReactNode;
  sort: string;
  query: Record<string, string>;
}) {
  const [t, words] = await Promise.all([getTranslations('audit'), auditWords()]);
  const hrefFor = (to: string) => paths.audit({ ...query, page: undefined, sort: to });
  return (
    <Table
      caption={caption}
      columns={[
        { key: 'event', label: t('event') },
        { key: 'actor', label: t('actor') },
        { key: 'thing', label: t('thing') },
        { key: 'when', label: t('when'), sort: sortLink('at', sort, hrefFor, 'descending') },
        { key: 'outcome', label: t('outcome') },
        ...(seesEveryTrail(reader) ? [{ key: 'county', label: t('county') }] : []),
      ]}
      rows={events.map((event) => {
        const outcome = words.outcome(event.outcome);
        const thing = event.entity ? words.thing(event.entity) : t('nothing');
        return {
          key: event.id,
          cells: {
            event: (
              <a href={paths.auditEvent(event.id)} className={`${link} font-bold`}>
                {words.event(event.event)}
              </a>
            ),
            actor: <Linked href={placeOfActor(reader, event.actor)}>{words.actor(event)}</Linked>,
            thing: <Linked href={placeOfThing(reader, event.entity, event.entityId)}>{thing}</Linked>,
            when: words.when(event.at),
            outcome: <Tag tone={outcome.tone}>{outcome.text}</Tag>,
            county: event.county?.name ?? t('noCounty'),
          },
        };
      })}
    />
  );
}

function Linked({ href, children }: { href: string | null; children: ReactNode }) {
  return href ? (
    <a href={href} className={link}>
      {children}
    </a>
  ) : (
    <span className="[overflow-wrap:anywhere]">{children}</span>
  );
}
