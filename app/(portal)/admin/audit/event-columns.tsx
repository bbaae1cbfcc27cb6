import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Column } from '@/app/_parts/list-page';
import { Tag } from '@/components/ui/tag';
import type { SeenEvent } from '@/lib/audit';
import type { Person } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';
import { auditWords, placeOfActor, placeOfThing, seesEveryTrail } from './words';

const link = 'inline-block py-0.5 [overflow-wrap:anywhere]';

/** What happened, who did it, to what, when, what came of it, and to who sees several, in which county. */
export async function eventColumns(reader: Person): Promise<Column<SeenEvent>[]> {
  const [t, words] = await Promise.all([getTranslations('audit'), auditWords()]);
  const thing = ({ entity }: SeenEvent) => (entity ? words.thing(entity) : t('nothing'));
  const county: Column<SeenEvent> = {
    name: 'county',
    label: t('county'),
    cell: (event) => event.county?.name ?? t('noCounty'),
  };
  return [
    {
      name: 'event',
      label: t('event'),
      cell: ({ id, event }) => (
        <a href={paths.audit.show(id)} className={`${link} font-bold`}>
          {words.event(event)}
        </a>
      ),
    },
    {
      name: 'actor',
      label: t('actor'),
      cell: (event) => <Linked href={placeOfActor(reader, event.actor)}>{words.actor(event)}</Linked>,
    },
    {
      name: 'thing',
      label: t('thing'),
      cell: (event) => (
        <Linked href={placeOfThing(reader, event.entity, event.entityId)}>{thing(event)}</Linked>
      ),
    },
    { name: 'at', label: t('when'), cell: ({ at }) => words.when(at) },
    {
      name: 'outcome',
      label: t('outcome'),
      cell: (event) => {
        const { tone, text } = words.outcome(event.outcome);
        return <Tag tone={tone}>{text}</Tag>;
      },
    },
    ...(seesEveryTrail(reader) ? [county] : []),
  ];
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
