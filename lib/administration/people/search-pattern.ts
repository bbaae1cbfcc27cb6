import 'server-only';
import { plainLine } from '@/lib/shared/clean';
import { fold } from '@/lib/shared/fold';

/** Fewer digits are found as they are written: they are a year or a house number as well as a part of a phone number. */
const FEWEST_DIGITS = 3;

/**
 * What PersonSearch.text is compared with by LIKE: words in the form in which they are stored (lib/shared/fold.ts), with
 * anything between them. A phone number is kept with its digits alone beside it, so one that is asked for in any writing
 * is compared by its digits. Signs alone find nobody.
 */
export function searchPattern(text: string): string {
  const digits = digitsOf(plainLine(text));
  if (digits) return `%${digits}%`;
  const words = fold(text).split(' ');
  if (words[0] === '') return '';
  if (words.every((word) => /^[a-z\d]{1,2}$/.test(word))) return patternOfShort(words);
  return `%${words.join('%')}%`;
}

/**
 * "Li" is a name, but no index knows two letters wherever they stand: one of trigrams knows how words begin. The first
 * name stands on both sides of the last, so each follows a space somewhere, and one word may be left free.
 */
function patternOfShort([first = '', ...others]: string[]): string {
  return others.length === 0 ? `% ${first}%` : `%${[first, ...others].join('% ')}%`;
}

/**
 * The digits of a text that is a phone number or a part of one. Without North America's country code (1, before the ten
 * digits of a number): some people give theirs with it and some without.
 */
function digitsOf(text: string): string | null {
  if (!/^[\d\s+().-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (digits.length < FEWEST_DIGITS) return null;
  const hasCode = text.trim().startsWith('+1') || (digits.length === 11 && digits.startsWith('1'));
  return hasCode ? digits.slice(1) : digits;
}
