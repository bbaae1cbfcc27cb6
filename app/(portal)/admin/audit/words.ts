import { getFormatter, getTranslations } from 'next-intl/server';
import { viewedCounty } from '@/app/_parts/county';
import { textOr } from '@/app/_parts/text-or';
import type { TagTone } from '@/components/ui/tag';
import type { SeenEvent } from '@/lib/audit';
import { OPERATOR, type Person, SYSTEM } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';

const tones: Record<SeenEvent['outcome'], TagTone> = { done: 'green', failed: 'red', refused: 'amber' };

/** What the pages about the trail call events, things, outcomes and moments, in the reader's language. */
export async function auditWords() {
  const [t, events, textOf, format, county] = await Promise.all([
    getTranslations('audit'),
    getTranslations('events'),
    textOr(),
    getFormatter(),
    viewedCounty(),
  ]);
  const timeZone = county.settings.timeZone;
  return {
    /** An event that has no words yet is called by its own name. */
    event: (name: string) => textOf(`events.${name}`, name),
    thing: (name: string) => textOf(`audit.things.${name}`, name),
    field: (name: string) => textOf(`audit.fields.${name}`, name),
    /** Who did it. Who signs in is nobody yet while it is recorded: the address they gave says who. */
    actor: ({ actor, after }: SeenEvent) =>
      actor?.email === SYSTEM || actor?.email === OPERATOR
        ? t(actor.email)
        : (actor?.email ??
          (typeof after?.email === 'string' ? t('gave', { email: after.email }) : t('nobody'))),
    outcome: (outcome: SeenEvent['outcome']) => ({ text: events(outcome), tone: tones[outcome] }),
    when: (iso: string) =>
      format.dateTime(new Date(iso), { timeZone, dateStyle: 'medium', timeStyle: 'medium' }),
    zone: timeZone.replaceAll('_', ' '),
  };
}

/** Whether somebody looks at the trails of every county, so that each event has to say whose it is. */
export const seesEveryTrail = (reader: Person) => reader.grants.get('audit.view') === 'all';

/** Where a thing of an event can be seen, by who may see it there; null where there is no such page. */
export function placeOfThing(reader: Person, entity: string | null, id: string | null): string | null {
  if (id === null) return null;
  if (entity === 'user' && reader.grants.has('user.view')) return paths.people.show(id);
  if (entity === 'auditEvent') return paths.audit.show(id);
  return null;
}

/** The page of who did it; null for nobody, for programs, for the system and for who runs it. */
export function placeOfActor(reader: Person, actor: SeenEvent['actor']): string | null {
  if (!actor || actor.id === SYSTEM || actor.id === OPERATOR || actor.email.startsWith('token:')) return null;
  return placeOfThing(reader, 'user', actor.id);
}
