import { foldWithoutSpaces } from './fold';

/** Letters and digits that look like another, small or capital: Cyrillic, Greek, Armenian, and those of Latin. */
const lookAlikes = [
  'аеорсухіјѕԁһԛԝвкмнтαεοριυχβζηκμντօսհɑɡ01i',
  'aeopcyxljsdhqwbkmhtaeoplyxbzhkmntouhagoll',
] as const;
const plain = new Map([...lookAlikes[0]].map((sign, index) => [sign, [...lookAlikes[1]][index] ?? '']));

/**
 * Two names that people would take for the same have the same skeleton: case, marks, signs and spaces do not count, nor
 * which of the scripts a letter that looks alike is of. For comparing alone: it is no spelling of anything.
 */
export function skeleton(name: string): string {
  return Array.from(foldWithoutSpaces(name), (sign) => plain.get(sign) ?? sign)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}
