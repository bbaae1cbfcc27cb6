import { describe, expect, it } from 'vitest';
import { searchPattern } from './search-pattern';

describe('what a search is compared with', () => {
  it.each([
    ['García', '%garcia%'],
    [' Ana   García ', '%ana%garcia%'],
    ['50%_off\\', '%50off%'],
    ['O\u2019Neill, Łucja', '%oneill%lucja%'],
    ['%', ''],
    ['li', '% li%'],
    ['L', '% l%'],
    ['Li Wu', '%li% wu%'],
    ['li garcia', '%li%garcia%'],
    ['李', '%李%'],
    ['@', '%@%'],
  ])('%j is compared as %j', (text, pattern) => {
    expect(searchPattern(text)).toBe(pattern);
  });

  it.each([
    '555-018-7766',
    '555.018.7766',
    '(555) 018 7766',
    '+1 555 018 7766',
    '1-555-018-7766',
    '+1 (555) 018-7766',
    '5550187766',
  ])('%j is a phone number, compared by its digits', (text) => {
    expect(searchPattern(text)).toBe('%5550187766%');
  });

  it.each([
    ['018-77', '%01877%'],
    ['+44 20 7946', '%44207946%'],
    ['12', '% 12%'],
    ['7-12', '%712%'],
    ['1-2', '% 12%'],
    ['٥٥٥\u2011٠١٨', '%555018%'],
    ['555 018 7766 x12', '%555%018%7766%x12%'],
  ])('a part of one, or what only looks like it: %j is compared as %j', (text, pattern) => {
    expect(searchPattern(text)).toBe(pattern);
  });
});
