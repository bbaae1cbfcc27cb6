import type { FilterWords } from '@/app/_parts/list-filters';
import type { PeopleOptions } from '@/lib/administration';
import { peopleWords } from './words';

type Coded = readonly { code: string; name: string }[];

/** What the filters of the list of people offer, and what they are called. */
export async function filterWords({ roles, departments, counties }: PeopleOptions): Promise<FilterWords> {
  const { roleName } = await peopleWords();
  const byCode = (all: Coded) => all.map(({ code, name }) => ({ value: code, label: name }));
  return {
    offers: {
      role: roles.map(({ name }) => ({ value: name, label: roleName(name) })),
      county: byCode(counties),
      department: byCode(departments),
    },
    tells: {
      role: roleName,
      county: (value) => counties.find(({ code }) => code === value.toUpperCase())?.name ?? value,
      department: (value) =>
        departments.find(({ id, code }) => id === value || code === value.toUpperCase())?.name ?? value,
    },
  };
}
