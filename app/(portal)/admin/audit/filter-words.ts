import { getLocale } from 'next-intl/server';
import type { FilterWords } from '@/app/_parts/list-filters';
import type { Asked } from '@/app/_parts/list-query';
import { auditOutcomes, type TrailOptions } from '@/lib/audit';
import { longDate } from '@/lib/shared/dates';
import { auditWords } from './words';

/** The kinds of things that events are about, by the names that the trail gives them. */
const entities = [
  'user',
  'session',
  'pendingRegistration',
  'role',
  'department',
  'county',
  'token',
  'auditEvent',
];

/** What the filters of the trail offer, in words and in their order, and what an address asks for besides. */
export async function filterWords(
  query: Asked['query'],
  { events, counties }: TrailOptions,
): Promise<FilterWords> {
  const [words, locale] = await Promise.all([auditWords(), getLocale()]);
  const listed = (names: readonly string[], asked: string | undefined, wordOf: (name: string) => string) => {
    const all = asked && !names.includes(asked) ? [...names, asked] : names;
    const labels = all.map(wordOf);
    const isTwice = (label: string) => labels.indexOf(label) !== labels.lastIndexOf(label);
    return all
      .map((value) => ({
        value,
        label: isTwice(wordOf(value)) ? `${wordOf(value)} (${value})` : wordOf(value),
      }))
      .toSorted((one, other) => one.label.localeCompare(other.label, locale));
  };
  // A day is the same day everywhere: it is told as it was asked for.
  const day = (value: string) =>
    value.length === 10 ? longDate(new Date(value), locale, 'UTC') : words.when(value);
  return {
    offers: {
      event: listed(events, query.event, words.event),
      entity: listed(entities, query.entity, words.thing),
      county: counties.map(({ code, name }) => ({ value: code, label: name })),
      outcome: auditOutcomes.map((outcome) => ({ value: outcome, label: words.outcome(outcome).text })),
    },
    tells: {
      event: words.event,
      entity: words.thing,
      from: day,
      to: day,
      county: (value) => counties.find(({ code }) => code === value.toUpperCase())?.name ?? value,
    },
  };
}
