import { describe, expect, it } from 'vitest';
import { waitForCode } from './policy';

const now = new Date('2026-11-24T17:00:00Z');
const SPAN = 15 * 60_000;
/** So many wrong codes, the first of them so many milliseconds ago and the others at this moment. */
const wrong = (count: number, firstAgo: number) => [
  new Date(now.getTime() - firstAgo),
  ...Array.from({ length: count - 1 }, () => now),
];

describe('the wait for a code', () => {
  it.each([
    ['none', [], null],
    ['nine', wrong(9, 0), null],
    ['ten', wrong(10, 0), 900],
    ['ten, the first a millisecond ago', wrong(10, 1), 900],
    ['ten, the first a second ago', wrong(10, 1000), 899],
    ['ten, the first in the last second of its quarter of an hour', wrong(10, SPAN - 999), 1],
    ['ten, the first in its last millisecond', wrong(10, SPAN - 1), 1],
    ['ten, the first a quarter of an hour ago', wrong(10, SPAN), null],
    ['eleven, the first a quarter of an hour ago', wrong(11, SPAN), 900],
    ['twenty, as two processes at once would write them', wrong(20, SPAN - 1), 900],
  ])('after %s', (_name, wrongAt, seconds) => {
    expect(waitForCode(wrongAt, now)).toBe(seconds);
    expect(waitForCode([...wrongAt].reverse(), now), 'in whatever order').toBe(seconds);
  });
});
