import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guarded, unguarded } from './formula-guard';

const sign = fc.constantFrom("'", '=', '+', '-', '@', '\t', '\uff1d', 'a', '1', ' ');
const cell = fc.oneof(
  fc.string(),
  fc.array(sign).map((signs) => signs.join('')),
);

it('no guarded cell begins as a formula does, and each is read back as it was', () => {
  fc.assert(
    fc.property(cell, (text) => {
      expect(guarded(text)).not.toMatch(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
      expect(unguarded(guarded(text))).toBe(text);
    }),
  );
});

it.each([
  ['=1+1', "'=1+1"],
  ["'=1+1", "''=1+1"],
  ["O'Neill", "O'Neill"],
  ["'Aziz", "'Aziz"],
])('%j is written as %j', (text, written) => {
  expect(guarded(text)).toBe(written);
});
