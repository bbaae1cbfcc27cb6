import { expect, test } from 'vitest';
import { isInTurn, share } from './size';

const items = Array.from({ length: 50 }, (_, index) => index);

test('as many commits as there are parts meet every item once', () => {
  const met = Array.from({ length: 8 }, (_, offset) => share(items, 8, 'test', offset)).flat();
  expect(met.sort((a, b) => a - b)).toEqual(items);
});

test('one commit always meets the same items', () => {
  expect(share(items, 8, 'test')).toEqual(share(items, 8, 'test'));
});

test('the deep size leaves nothing out', () => {
  expect(share(items, 8, 'deep', 3)).toEqual(items);
});

test('a name has its turn at one commit of as many as there are parts, and at every one of the deep size', () => {
  for (const name of ['one', 'another', 'a third']) {
    const turns = [0, 1, 2].map((offset) => isInTurn(name, 3, 'test', offset));
    expect(turns.filter(Boolean)).toHaveLength(1);
    expect(isInTurn(name, 3, 'deep', 1)).toBe(true);
  }
});
