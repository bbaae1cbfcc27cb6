import 'server-only';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { dictionary as spanish } from '@zxcvbn-ts/language-es-es';

/** zxcvbn: 3 is "safely unguessable", more than 10^8 guesses. */
const LEAST_SCORE = 3;

/**
 * Characters scored at a time. The estimate runs on the main thread and its time grows steeply with length:
 * 128 characters take up to 2 s, 32 at most some 60 ms.
 */
const WINDOW = 32;

/** Spellings with signs for letters ("p4$$w0rd") that are tried; zxcvbn's own 100 takes half a second. */
const MAX_SUBSTITUTIONS = 10;

let estimator: ZxcvbnFactory | undefined;

function load(): ZxcvbnFactory {
  // Ranking some 150,000 words takes a fifth of a second, so it waits for the first password and is done once.
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...common, ...english, ...spanish },
    graphs: adjacencyGraphs,
    l33tMaxSubstitutions: MAX_SUBSTITUTIONS,
    maxLength: WINDOW,
  });
  return estimator;
}

/**
 * Whether a password is too easy to guess, knowing these words about its owner and the portal. Longer ones are
 * judged by their first and their last 32 characters: one strong end makes the whole strong.
 */
export function isGuessable(password: string, knownWords: readonly string[]): boolean {
  const characters = [...password];
  const words = [...knownWords];
  const isWeak = (part: string[]) => load().check(part.join(''), words).score < LEAST_SCORE;
  if (!isWeak(characters.slice(0, WINDOW))) return false;
  return characters.length <= WINDOW || isWeak(characters.slice(-WINDOW));
}
