/**
 * The one form in which texts are compared with what somebody looks for: small letters without marks, nothing that people
 * leave out or write in another way. The same in SQL (`search_form`, whose source holds this very table); a test compares
 * both over all of Unicode.
 */

/**
 * Code points that do not count, wherever they stand: punctuation (all but @ and what parts words), accents that stand alone, which phones
 * write for apostrophes, letters that are apostrophes (the okina), minus, the kashida, what nobody sees, and the marks of
 * Latin, Greek, Cyrillic, Hebrew and Arabic. Other scripts write vowels as marks: those count.
 */
export const dropped =
  '21-23 25-2a 2d-2e 3a 3f 5b-60 7b 7d a1 a7-a8 ab ad af b4 b6-b8 bb bf 2b9-2bf 2c2-2c5 2c8 2ca-2cb 2d2-2df 2e5-2eb 2ed 2ef-36f 375 37e 384-385 387 483-487 55a-55f 589-58a 591-5c7 5f3-5f4 609-60a 60d 610-61a 61c-61f 640 64b-65f 66a-66d 670 6d4 6d6-6dc 6df-6e4 6e7-6e8 6ea-6ed 700-70d 711 730-74a 7f7-7f9 830-83e 85e 888 897-89f 8ca-8e1 8e3-8ff 951-954 964-965 970 9fd a76 af0 c77 c84 df4 e4f e5a-e5b f04-f12 f14 f3a-f3d f85 fd0-fd4 fd9-fda 104a-104f 10fb 115f-1160 1360-1368 1400 166e 169b-169c 16eb-16ed 1735-1736 17b4-17b5 17d4-17d6 17d8-17da 1800-180f 1944-1945 1a1e-1a1f 1aa0-1aa6 1aa8-1aad 1ab0-1abd 1abf-1add 1ae0-1aeb 1b4e-1b4f 1b5a-1b60 1b7d-1b7f 1bfc-1bff 1c3b-1c3f 1c7e-1c7f 1cc0-1cc7 1cd0-1ce0 1ce2-1ce8 1ced 1cf4 1cf8-1cf9 1dc0-1dff 1fbd 1fbf-1fc1 1fcd-1fcf 1fdd-1fdf 1fed-1fef 1ffd-1ffe 200b-2027 202a-202e 2030-2051 2053-205e 2060-206f 207d-207e 208d-208e 20d0-20dc 20e1 20e5-20f0 2212 2308-230b 2329-232a 2768-2775 27c5-27c6 27e6-27ef 2983-2998 29d8-29db 29fc-29fd 2cf9-2cfc 2cfe-2cff 2d70 2de0-2e2e 2e30-2e4f 2e52-2e5d 3002-3003 3008-3011 3014-301f 302a-302d 3030 303d 309b-309c 30a0 30fb 3164 a4fe-a4ff a60d-a60f a66f a673-a67e a69e-a69f a6f2-a6f7 a700-a716 a720-a721 a789-a78c a874-a877 a8ce-a8cf a8f8-a8fa a8fc a92e-a92f a95f a9c1-a9cd a9de-a9df aa5c-aa5f aade-aadf aaf0-aaf1 ab5b ab6a-ab6b abeb fb1e fbb2-fbc2 fd3e-fd3f fe00-fe19 fe20-fe4f fe52 fe55-fe61 fe63 fe68 fe6a feff ff01-ff03 ff05-ff0a ff0d-ff0e ff1a ff1f ff3b-ff40 ff5b ff5d ff5f-ff65 ffa0 ffe3 fff0-fff8 10100-10102 101fd 102e0 1039f 103d0 1056f 10857 1091f 1093f 10a50-10a58 10a7f 10af0-10af6 10b39-10b3f 10b99-10b9c 10d6e 10ead 10ed0 10efa-10eff 10f55-10f59 10f86-10f89 11047-1104d 110bb-110bc 110be-110c1 11140-11143 11174-11175 111c5-111c8 111cd 111db 111dd-111df 11238-1123d 112a9 1133b 113d4-113d5 113d7-113d8 1144b-1144f 1145a-1145b 1145d 114c6 115c1-115d7 11641-11643 11660-1166c 116b9 1173c-1173e 1183b 11944-11946 119e2 11a3f-11a46 11a9a-11a9c 11a9e-11aa2 11b00-11b09 11be1 11c41-11c45 11c70-11c71 11ef7-11ef8 11f43-11f4f 11fff 12470-12474 12ff1-12ff2 16a6e-16a6f 16af5 16b37-16b3b 16b44 16d6d-16d6f 16e97-16e9a 16fe2 1bc9f-1bca3 1cf00-1cf2d 1cf30-1cf46 1d167-1d169 1d173-1d182 1d185-1d18b 1d1aa-1d1ad 1d242-1d244 1da87-1da8b 1e08f 1e5ff 1e95e-1e95f 1f3fb-1f3ff e0000-e0fff';

/** What parts words: blanks, commas, semicolons, strokes. */
export const spaces = '9-d 20 2c 2f 3b 85 60c 61b 1680 2028-2029 3001';

/** Letters that Unicode does not take for another letter with a mark, and people do; each becomes one. */
export const letters = [
  'łđøħŧıðŋƀɓƈɗɖƒɠɨɩƙƚɫɲɵɔəǝɛƥɍʈƭʉʋƴƶʒςیکى',
  'ldohtidnbbcddfgiikllnooeeeprttuvyzzσيكي',
] as const;

/** And those that become two. */
export const pairs = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' } as const;

/** A table of code points as a class of a regular expression; `written` says how each is written there. */
export function classOf(table: string, written: (hex: string) => string): string {
  return `[${table.replaceAll(/[\da-f]+/g, written).replaceAll(' ', '')}]`;
}

const inJavaScript = (hex: string) => `\\u{${hex}}`;
const droppedSigns = new RegExp(classOf(dropped, inJavaScript), 'gu');
const spacesBetween = new RegExp(`${classOf(spaces, inJavaScript)}+`, 'gu');
const others = new Map<string, string>([
  ...[...letters[0]].map((letter, index): [string, string] => [letter, [...letters[1]][index] ?? '']),
  ...Object.entries(pairs),
]);

/** The same form without its spaces, where a name goes by its letters alone. */
export const foldWithoutSpaces = (text: string) => fold(text).replaceAll(' ', '');

/** A text as it is looked for; two that people would take for the same spelling have the same form. */
export function fold(text: string): string {
  const plain = text.replace(droppedSigns, '').normalize('NFKD').replace(droppedSigns, '').toLowerCase();
  return Array.from(plain, (letter) => others.get(letter) ?? letter)
    .join('')
    .replace(spacesBetween, ' ')
    .trim();
}
