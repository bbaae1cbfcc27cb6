import 'server-only';
import type { MessageKey } from '@/messages/keys';
import { isCommonPassword } from './common-passwords';
import { contextWords, isMadeOfContextWords, type PasswordOwner } from './context-words';
import { isGuessable } from './guessability';

export type PasswordContext = PasswordOwner & {
  /** strict: 12 characters and hard to guess (NIST SP 800-63B-4, ASVS 5.0 6.2); lesson: 8 characters. */
  policy: 'strict' | 'lesson';
  /** Asks for an upper and a lower case letter, a number and a special character as well, in either policy. */
  composition: boolean;
};

/** The most characters of a password in any policy; a longer one is refused unhashed. */
export const MAX_PASSWORD_LENGTH = 128;

/** The order is the lesson's. A space is no special character there either. */
const COMPOSITION = [
  { wants: /\p{Lu}/u, key: 'errors.password.uppercase' },
  { wants: /\p{Ll}/u, key: 'errors.password.lowercase' },
  { wants: /\p{Nd}/u, key: 'errors.password.number' },
  { wants: /[^\p{L}\p{M}\p{N}\s\p{C}]/u, key: 'errors.password.special' },
] as const;

/** The characters of a password as a person counts them: code points after NFKC. */
export function passwordLength(password: string): number {
  return [...password.normalize('NFKC')].length;
}

/**
 * Why a password cannot be had: message keys, length first, then composition in the lesson's order, then what makes
 * it easy to guess; none when it can. "Easy to guess" is said only where no nearer reason is known, and never of a
 * password of the wrong length, which needs another one anyway.
 */
export function whyNotPassword(password: string, context: PasswordContext): MessageKey[] {
  const text = password.normalize('NFKC');
  const length = whyNotLength(passwordLength(password), context.policy);
  const composition = context.composition
    ? COMPOSITION.filter(({ wants }) => !wants.test(text)).map(({ key }) => key)
    : [];
  const isTooLong = length.includes('errors.password.max128');
  const blank: MessageKey[] = isBlank(text) ? ['errors.password.blank'] : [];
  const guesses =
    context.policy === 'strict' && !isTooLong && blank.length === 0
      ? whyGuessable(text, length.length === 0, context)
      : [];
  return [...length, ...composition, ...blank, ...guesses];
}

/** Made of what nobody sees alone; nothing at all is too short, which is said already. */
const isBlank = (text: string) => /^[\s\p{Default_Ignorable_Code_Point}\u2800]+$/u.test(text);

function whyNotLength(length: number, policy: PasswordContext['policy']): MessageKey[] {
  if (length > MAX_PASSWORD_LENGTH) return ['errors.password.max128'];
  if (policy === 'strict') return length < 12 ? ['errors.password.min12'] : [];
  return length < 8 ? ['errors.password.min8'] : [];
}

function whyGuessable(text: string, isRightLength: boolean, owner: PasswordOwner): MessageKey[] {
  const near: MessageKey[] = [];
  if (isCommonPassword(text)) near.push('errors.password.common');
  if (isMadeOfContextWords(text, owner)) near.push('errors.password.context');
  if (near.length > 0 || !isRightLength) return near;
  return isGuessable(text, contextWords(owner)) ? ['errors.password.guessable'] : [];
}
