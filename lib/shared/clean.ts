/** Cleans what people type and paste before it is judged, so that two texts that look alike are one. */

/** Signs that nobody sees: soft hyphens, zero-width spaces, marks of direction. The joiners stay: words need them. */
const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** Beyond this nothing is normalised: NFKC may lengthen a text eighteen times. */
const MAX_PLAIN = 1000;

/** Words: composed (NFC), without signs that nobody sees, trimmed. */
export function cleanLine(text: string): string {
  return text.normalize('NFC').replace(invisible, '').trim();
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
