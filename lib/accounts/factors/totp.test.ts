import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { newSecret, stepOf } from './totp';

const PERIOD = 30_000;
/** The first moment of a step. */
const begin = Date.UTC(2026, 10, 24, 17, 0, 0);
const secret = newSecret();
const code = new TOTP({ secret }).generate({ timestamp: begin });

describe('a code of the step that begins now', () => {
  it.each([
    ['two steps early', -2 * PERIOD, false],
    ['a millisecond more than one step early', -PERIOD - 1, false],
    ['one step early', -PERIOD, true],
    ['a millisecond early', -1, true],
    ['at once', 0, true],
    ['in the last millisecond of its step', PERIOD - 1, true],
    ['in the first of the next', PERIOD, true],
    ['in the last of the next', 2 * PERIOD - 1, true],
    ['two steps late', 2 * PERIOD, false],
    ['three steps late', 3 * PERIOD, false],
  ])('given %s', (_name, offset, counts) => {
    expect(stepOf(code, secret, new Date(begin + offset))).toBe(counts ? begin / PERIOD : null);
  });
});
