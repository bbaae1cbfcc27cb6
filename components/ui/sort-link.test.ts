import { describe, expect, it } from 'vitest';
import { sortLink } from './sort-link';

const hrefFor = (sort: string) => `?sort=${sort}`;

describe('the header of a column that sorts', () => {
  it('sorts by its column first, and turns the order round when it is pressed again', () => {
    expect(sortLink('name', 'email', hrefFor)).toEqual({ href: '?sort=name', direction: 'none' });
    expect(sortLink('name', 'name', hrefFor)).toEqual({ href: '?sort=-name', direction: 'ascending' });
    expect(sortLink('name', '-name', hrefFor)).toEqual({ href: '?sort=name', direction: 'descending' });
  });

  it('begins with the newest where that is what people look for', () => {
    expect(sortLink('createdAt', 'name', hrefFor, 'descending')).toEqual({
      href: '?sort=-createdAt',
      direction: 'none',
    });
  });
});
