/// <reference types="vite/client" />
import { expect, it } from 'vitest';
import { hasText, isKey, keyOf, type MessageKey } from './keys';

it.each(['people.title', 'events.accounts.signIn'])('%s has a text', (name) => {
  expect(isKey(name)).toBe(true);
  expect(keyOf(name)).toBe(name);
});

// Names come from rows and addresses too.
it.each([
  '',
  'people',
  'people.nobodyWroteThis',
  'people.title.length',
  'people.constructor',
  '__proto__',
  '.',
])('%j has none', (name) => {
  expect(isKey(name)).toBe(false);
  expect(() => keyOf(name)).toThrow('no text');
});

it('a text is one as the build compiles it, too: a list of parts where it has values', () => {
  const compiled = { people: { title: 'People', hello: ['Hello ', ['name']] } };
  expect(hasText(compiled, 'people.hello')).toBe(true);
  for (const name of ['people', 'people.hello.0', 'people.hello.length'])
    expect(hasText(compiled, name)).toBe(false);
});

it('a key that has no text does not compile', () => {
  // @ts-expect-error: were keys any text again, the types would fail here.
  const wrong: MessageKey = 'people.nobodyWroteThis';
  expect(isKey(wrong)).toBe(false);
});

it('whatever a schema says has a text: to zod a message is any text', () => {
  const sources = import.meta.glob<string>(['../lib/**/*.ts', '!../lib/**/*.test.ts'], {
    eager: true,
    query: '?raw',
    import: 'default',
  });
  const said = Object.values(sources).flatMap(
    (source) => source.match(/(?<=')errors(\.[\w-]+){2,}(?=')/g) ?? [],
  );
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter((key) => !isKey(key))).toEqual([]);
});
