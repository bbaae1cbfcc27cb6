import { expect, it } from 'vitest';
import { currentItem } from '../layout/main-nav';
import { pageNumbers } from './pagination';

it.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [4, 20, [1, 2, 3, 4, 5, null, 20]],
  [10, 20, [1, null, 9, 10, 11, null, 20]],
  [20, 20, [1, null, 19, 20]],
])('shows the pages around %i of %i', (page, pages, shown) => {
  expect(pageNumbers(page, pages)).toEqual(shown);
});

it.each([
  ['/admin/users/1', '/admin/users'],
  ['/admin', '/admin'],
  ['/administrator', undefined],
])('marks the part that %s belongs to', (path, current) => {
  const items = ['/admin', '/admin/users'].map((href) => ({ href, label: href }));
  expect(currentItem(items, path)).toBe(current);
});
