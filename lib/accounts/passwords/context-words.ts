import 'server-only';

/** What is known of the person and the place when a password is chosen. */
export type PasswordOwner = { email?: string; names?: string[]; countyName?: string };

/** Shorter words stand inside too many others. */
const LEAST_WORD = 4;

/** A password needs more letters of its own than this beside the words that anybody would try first. */
const FEW_LETTERS = 3;

const PORTAL_WORDS = ['county', 'portal', 'condado'];

/** Signs and digits that people write for letters; 1 stands for two of them. */
const LETTER_FOR: Record<string, string> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

function lettersOnly(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of four letters or more that somebody who knows the person or the portal would try first. */
export function contextWords({ email = '', names = [], countyName = '' }: PasswordOwner): string[] {
  const [local = '', domain = ''] = email.split('@');
  // The last label of a domain is shared by millions and says nothing about the person.
  const host = domain.split('.').slice(0, -1).join(' ');
  const known = [...names, local, host, countyName].flatMap((text) => lettersOnly(text).split(/[^\p{L}]+/u));
  return [...new Set([...PORTAL_WORDS, ...known])].filter((word) => [...word].length >= LEAST_WORD);
}

/**
 * Whether a password is made of such words and hardly anything else: digits, signs and up to three other letters
 * around them do not help. A longer phrase may hold one of them.
 */
export function isMadeOfContextWords(password: string, owner: PasswordOwner): boolean {
  const characters = [...lettersOnly(password)];
  const readings = ['i', 'l'].map((one) =>
    characters.map((each) => LETTER_FOR[each] ?? (each === '1' ? one : each)).join(''),
  );
  const covered = new Set<number>();
  for (const word of contextWords(owner)) {
    for (const text of [characters.join(''), ...readings]) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        for (let offset = 0; offset < word.length; offset += 1) covered.add(at + offset);
      }
    }
  }
  if (covered.size === 0) return false;
  const own = [...characters.join('')].filter((each, index) => /\p{L}/u.test(each) && !covered.has(index));
  return own.length <= FEW_LETTERS;
}
