import { expect, it } from 'vitest';
import { defineList, folded, textFilter, yesNoFilter } from '.';

const list = defineList({
  words: 'people',
  sorts: ['-at', 'name'],
  filters: { q: textFilter('search', 5), active: yesNoFilter, county: folded(textFilter('choice', 3)) },
});

it('a list takes its filters, its sorts both ways round, and begins with the first of them', () => {
  expect(list.input.parse({ q: ' ab ', active: 'false' })).toEqual({
    page: 1,
    perPage: 20,
    sort: '-at',
    q: 'ab',
    active: false,
  });
  expect(list.exportInput.parse({ sort: '-name', county: 'ALD' })).toEqual({
    format: 'csv',
    sort: '-name',
    county: 'ALD',
  });
});

it.each([{ sort: 'salary' }, { q: 'abcdef' }, { active: 'perhaps' }, { county: 'ALDER' }])(
  'and nothing else: %j',
  (query) => {
    expect(list.input.safeParse(query).success).toBe(false);
  },
);

it('an empty choice of a filter says nothing', () => {
  expect(list.input.parse({ active: '' }).active).toBeUndefined();
});
