import { expect, it } from 'vitest';
import { languageOf, languageOr } from './languages';

it.each([
  ['es', 'en', 'es'],
  ['en', 'es', 'en'],
  ['fr', 'es', 'es'],
  ['ES', null, 'en'],
  ['', 'es', 'es'],
  [undefined, null, 'en'],
  [undefined, '', 'en'],
  [undefined, 'es', 'es'],
  [undefined, 'ES-mx', 'es'],
  [undefined, 'es-419,es;q=0.9,en;q=0.8', 'es'],
  [undefined, 'en-US,en;q=0.9,es;q=0.8', 'en'],
  [undefined, 'fr-FR,fr;q=0.9,es;q=0.5,en;q=0.4', 'es'],
  [undefined, 'en;q=0.2, es;q=0.9', 'es'],
  [undefined, 'es;q=0, en;q=0.1', 'en'],
  [undefined, 'es;q=0', 'en'],
  [undefined, 'es;q=abc', 'es'],
  [undefined, '*', 'en'],
  [undefined, 'est', 'en'],
  [undefined, 'fr,de', 'en'],
  [undefined, ';;;,,,;q=', 'en'],
  [undefined, `${'fr,'.repeat(10_000)}es`, 'en'],
] as const)('the choice %j before the header %j: %s', (chosen, header, expected) => {
  expect(languageOf(chosen, header)).toBe(expected);
});

it('a stored language that is none any more is English', () => {
  expect([languageOr('es'), languageOr('xx'), languageOr('')]).toEqual(['es', 'en', 'en']);
});
