import { describe, expect, it } from 'vitest';
import { cleanLine, plainLine } from './clean';

describe('a line of words', () => {
  it.each([
    ['  Ana  ', 'Ana'],
    ['Jose\u0301', 'Jos\u00e9'],
    ['\ufeffAna\u200b', 'Ana'],
    ['\u202eanA', 'anA'],
    ['Gar\u00adcía', 'García'],
    ['\u200b\u2060', ''],
    ['\u3164', ''],
    ['\u2800', ''],
    ['\u115f\u1160\uffa0\u034f\u{e0041}', ''],
    ['A\u200cna', 'Ana'],
    ['Ana\u200d', 'Ana'],
    ['\u200cمی', 'می'],
    ['A\ufe0fna', 'Ana'],
    ['Ana\u00a0\u3000  Gil', 'Ana Gil'],
    // Joiners and variations that are seen stay.
    ['क्\u200dष', 'क्\u200dष'],
    ['葛\u{e0100}', '葛\u{e0100}'],
    ['👩\u200d🚒 ❤\ufe0f', '👩\u200d🚒 ❤\ufe0f'],
    // A joiner makes another word of it, and a wide letter may be meant.
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['Ａna', 'Ａna'],
  ])('%j becomes %j', (typed, cleaned) => {
    expect(cleanLine(typed)).toBe(cleaned);
  });
});

describe('a code or a number', () => {
  it.each([
    ['ＡＢＣ', 'ABC'],
    ['555\u2013010\u20111', '555-010-1'],
    ['\u22125', '-5'],
    ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
    ['۰۹', '09'],
    ['０９', '09'],
    ['𝟘𝟡', '09'],
    ['१२\u200b३', '123'],
  ])('%j becomes %j', (typed, cleaned) => {
    expect(plainLine(typed)).toBe(cleaned);
  });

  it('a megabyte is left as it is, at once', () => {
    const much = '\ufdfa'.repeat(300_000);
    expect(plainLine(much)).toBe(much);
  });
});
