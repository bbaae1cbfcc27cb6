import 'server-only';

/** Fewer digits are found as they are written: they are a year or a house number as well as a part of a phone number. */
const FEWEST_DIGITS = 3;

/**
 * What PersonSearch.text is compared with by LIKE. "Ana García" as the database keeps it for searching: small letters,
 * no accents, anything between the words. A phone number is kept with its digits alone beside it, so one that is asked
 * for in any writing is compared by its digits.
 */
export function searchPattern(text: string): string {
  const digits = digitsOf(text);
  if (digits) return `%${digits}%`;
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const words = plain.trim().split(/\s+/);
  if (words.every((word) => /^[a-z\d]{1,2}$/.test(word))) return patternOfShort(words);
  return `%${words.map((word) => word.replace(/[\\%_]/g, '\\$&')).join('%')}%`;
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
