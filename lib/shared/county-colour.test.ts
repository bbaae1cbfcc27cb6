import { expect, it } from 'vitest';
import { contrast, countyColours } from './county-colour';

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

it.each([
  ['#14532d', true],
  ['#1d4f91', true],
  ['#a4161a', true],
  ['#8ab4f8', false],
  ['#767676', false],
  ['green', false],
  ['#14532d;}body{display:none', false],
])('takes %s: %s', (colour, taken) => {
  expect(countyColours(colour) !== null).toBe(taken);
});
