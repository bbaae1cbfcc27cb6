/** The words of a file of `messages/`, or of a part of it. */
export type Words = { [key: string]: string | Words };

/** These words with more of them; areas (the outermost keys) in order of the alphabet. Throws where one is there already. */
export function withWords(words: Words, more: Words): Words {
  const merged = merge(words, more, '');
  return Object.fromEntries(Object.entries(merged).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function merge(words: Words, more: Words, above: string): Words {
  const merged = { ...words };
  for (const [key, value] of Object.entries(more)) {
    const [here, there] = [`${above}${key}`, merged[key]];
    if (there === undefined) merged[key] = value;
    else if (typeof there === 'string' || typeof value === 'string')
      throw new Error(`There are words of ${here} already.`);
    else merged[key] = merge(there, value, `${here}.`);
  }
  return merged;
}
