import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Texts = { readonly [name: string]: string | Texts };

/**
 * All words of a language, by area. Read from their files: Node imports JSON by an attribute (`with`) alone, which the
 * build, where words are compiled, does not take.
 */
function wordsOf(language: 'en' | 'es'): Texts {
  const folder = path.join(import.meta.dirname, '../messages', language);
  const files = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
  return Object.assign({}, ...files.map((text) => JSON.parse(text)));
}

export const english = wordsOf('en');
export const spanish = wordsOf('es');
