/// <reference types="vite/client" />
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { en, es } from '.';

type Tree = { [key: string]: string | Tree };
type Ast = ReturnType<IntlMessageFormat['getAst']>;

function flatten(tree: Tree, path = ''): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') flat[here] = value;
    else Object.assign(flat, flatten(value, here));
  }
  return flat;
}

/** Names of the parameters and tags of a message; throws where it cannot be read at all. */
function placeholders(message: string, locale: string): string[] {
  const names = new Set<string>();
  const walk = (elements: Ast) => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) names.add(String(element.value));
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value);
      if ('children' in element) walk(element.children);
    }
  };
  walk(new IntlMessageFormat(message, locale).getAst());
  return [...names].sort();
}

const languages = { en: flatten(en as Tree), es: flatten(es as Tree) };
const keys = Object.keys(languages.en);

// Words that blame, plead or speak like a machine. A message says what to do instead.
const banned = {
  en: /\b(invalid|valid|please|sorry|required|forbidden|oops)\b/iu,
  es: /(?<!\p{L})((in)?válid[oa]s?|(in)?valid[oa]s?|por favor|lo sentimos|obligatori[oa]s?|requerid[oa]s?|prohibid[oa]s?)(?!\p{L})/iu,
};

// The same in both languages by nature.
const sameInBoth = new Set([
  'admin.roles',
  'ownRoles.groups.role',
  'ownRoles.title',
  'accounts.fields.english',
  'accounts.fields.spanish',
  'batches.fields.roles',
  'common.errorPrefix',
  'common.no',
  'privacy.cookies.title',
]);
const nameOnly = /^[\s\d\p{P}\p{S}]*(\{\w+\}[\s\d\p{P}\p{S}]*)*$/u;

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(languages.es).sort()).toEqual([...keys].sort());
  });

  it('stand in one file each, its areas in order of the alphabet', () => {
    const files = Object.entries(import.meta.glob<Tree>('./*/*.json', { eager: true, import: 'default' }));
    for (const [name, file] of files) expect(Object.keys(file), name).toEqual(Object.keys(file).sort());
    for (const [language, whole] of Object.entries({ en, es })) {
      const own = files.filter(([name]) => name.startsWith(`./${language}/`));
      const areas = own.flatMap(([, file]) => Object.keys(file));
      expect(areas.sort()).toEqual(Object.keys(whole).sort());
    }
  });

  it('have the same parameters and tags in both languages', () => {
    const differing = keys.filter((key) => {
      const [one, other] = [languages.en[key] ?? '', languages.es[key] ?? ''];
      return placeholders(one, 'en').join() !== placeholders(other, 'es').join();
    });
    expect(differing).toEqual([]);
  });

  it.each(['en', 'es'] as const)('are never empty and have no stray spaces (%s)', (language) => {
    const bad = Object.entries(languages[language])
      .filter(
        ([key, text]) =>
          text.trim() === '' || / {2}/.test(text) || (text !== text.trim() && !key.endsWith('Prefix')),
      )
      .map(([key]) => key);
    expect(bad).toEqual([]);
  });

  it.each(['en', 'es'] as const)('hold none of the banned words (%s)', (language) => {
    const bad = Object.entries(languages[language])
      .filter(([, text]) => banned[language].test(text))
      .map(([key, text]) => `${key}: ${text}`);
    expect(bad).toEqual([]);
  });

  it('are translated, not copied', () => {
    const copied = keys.filter(
      (key) =>
        languages.en[key] === languages.es[key] &&
        !sameInBoth.has(key) &&
        !nameOnly.test(languages.en[key] ?? ''),
    );
    expect(copied).toEqual([]);
  });
});
