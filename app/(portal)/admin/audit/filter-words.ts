import { getLocale, getTranslations } from 'next-intl/server';
import type { Option } from '@/components/forms/select-field';
import { auditOutcomes, type TrailOptions } from '@/lib/audit';
import { longDate } from '@/lib/shared/dates';
import { languageOr } from '@/lib/shared/languages';
import { auditWords } from './words';

type Asked = Readonly<Record<string, string>>;

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

/** What stands in the lists of the form, in words and in their order; what an address asks for besides, too. */
export async function filterChoices(query: Asked, options: TrailOptions) {
  const [words, locale] = await Promise.all([auditWords(), getLocale()]);
  const listed = (
    names: readonly string[],
    asked: string | undefined,
    wordOf: (name: string) => string,
  ): Option[] => {
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
  return {
    events: listed(options.events, query.event, words.event),
    entities: listed(entities, query.entity, words.thing),
    counties: options.counties.map(({ code, name }) => ({ value: code, label: name })),
  };
}

/** The filters that an address sets, in words and in the order of the form: [name, "Event: Sign-in"]. */
export async function filtersInWords(query: Asked, { counties }: TrailOptions): Promise<[string, string][]> {
  const [t, words, locale] = await Promise.all([getTranslations('audit.filter'), auditWords(), getLocale()]);
  // A day is the same day everywhere: it is told as it was asked for.
  const day = (value: string) =>
    value.length === 10 ? longDate(new Date(value), languageOr(locale), 'UTC') : words.when(value);
  const wordOf: Record<string, (value: string) => string> = {
    actor: (value) => value,
    event: words.event,
    from: day,
    to: day,
    county: (value) => counties.find(({ code }) => code === value.toUpperCase())?.name ?? value,
    entity: words.thing,
    entityId: (value) => value,
    outcome: (value) => {
      const outcome = auditOutcomes.find((known) => known === value);
      return outcome ? words.outcome(outcome).text : value;
    },
  };
  return Object.entries(wordOf).flatMap(([name, inWords]): [string, string][] => {
    const value = query[name];
    return value ? [[name, `${t(`${name}.label`)}: ${inWords(value)}`]] : [];
  });
}
