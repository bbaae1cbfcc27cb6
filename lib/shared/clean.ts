/** Cleans what people type and paste before it is judged, so that two texts that look alike are one. */

/** Whose form a joiner or a variation changes: letters, but of scripts that do not join; and pictures. */
const joined = String.raw`(?:(?![\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}])[\p{L}\p{M}]|\p{Extended_Pictographic}|\ufe0f)`;

/**
 * Signs that nobody sees, whatever the script: soft hyphens, zero-width spaces, marks of direction, fillers. Joiners stay
 * within words that need them (Persian, the scripts of India), and variations after what they vary.
 */
const invisible = new RegExp(
  String.raw`(?!(?<=${joined})(?:[\u200c\u200d](?=${joined})|\p{Variation_Selector}))[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]`,
  'gu',
);

/** Blanks of every script, among them those that are letters or signs to Unicode. */
const blanks = /[\p{Zs}\u2800]+/gu;

/** Beyond this nothing is normalised: NFKC may lengthen a text eighteen times. */
const MAX_PLAIN = 1000;

/** Words: composed (NFC), without signs that nobody sees, one space where there are blanks, none at the ends. */
export function cleanLine(text: string): string {
  return text.normalize('NFC').replace(invisible, '').replace(blanks, ' ').trim();
}

/** Codes and numbers, in which only the plain form is meant: NFKC, every dash a hyphen, every digit one of 0 to 9. */
export function plainLine(text: string): string {
  if (text.length > MAX_PLAIN) return text;
  return cleanLine(text.normalize('NFKC'))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\p{Nd}/gu, asciiDigit);
}

/** Digits of a script stand in a row of ten, from its zero on. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}
