/** What an entity is called and where it lives, each in the case of a file's name: `office-hour`. */
export type Names = { thing: string; things: string; domain: string };

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A name as it stands in addresses, in code, as a type, in a migration's name, within a sentence and at its beginning. */
function formsOf(name: string): string[] {
  const camel = name.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
  const spaced = name.replaceAll('-', ' ');
  return [name, camel, capital(camel), name.replaceAll('-', '_'), spaced, capital(spaced)];
}

/** A template's text, which is about "sample things" of "sample-domain", about these instead. */
export function renamed(text: string, { thing, things, domain }: Names): string {
  // The plural first: the other is a part of it.
  const pairs = [
    ['sample-things', things],
    ['sample-thing', thing],
    ['sample-domain', domain],
  ] as const;
  return pairs.reduce((all, [from, to]) => {
    const forms = formsOf(to);
    return formsOf(from).reduce((some, form, at) => some.replaceAll(form, forms[at] ?? to), all);
  }, text);
}

/** The plural of an English noun, as far as spelling tells it. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
