import { getTranslations } from 'next-intl/server';
import type { PeopleOptions } from '@/lib/administration';
import { peopleWords } from './words';

/** The filters that an address sets, in words and in the order of the form: [name, "Role: Citizen"]. */
export async function filtersInWords(
  query: Readonly<Record<string, string>>,
  { departments, counties }: PeopleOptions,
): Promise<[name: string, text: string][]> {
  const [t, { roleName }] = await Promise.all([getTranslations('people.filter'), peopleWords()]);
  const nameOf: Record<string, (value: string) => string> = {
    q: (value) => value,
    role: roleName,
    department: (value) =>
      departments.find(({ id, code }) => id === value || code === value.toUpperCase())?.name ?? value,
    county: (value) => counties.find(({ code }) => code === value.toUpperCase())?.name ?? value,
  };
  const named = Object.entries(nameOf).flatMap(([name, wordOf]): [string, string][] => {
    const value = query[name];
    return value ? [[name, t(`set.${name}`, { value: wordOf(value) })]] : [];
  });
  const switched = ['active', 'confirmed', 'twoFactor', 'invited'].flatMap((name): [string, string][] => {
    const value = query[name];
    return value ? [[name, t(`${name}.${value}`)]] : [];
  });
  return [...named, ...switched];
}
