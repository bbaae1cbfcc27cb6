import { beforeAll, expect, it } from 'vitest';
import { overrideSettings } from '@/lib/platform/env';
import { passwordHints } from './rule';

beforeAll(() => overrideSettings({ PASSWORD_POLICY: 'lesson', PASSWORD_COMPOSITION: false }));

const strict = { passwordPolicy: 'strict' };
const mixed = { passwordComposition: 'on' };
it.each([
  [[{}], ['passwordLesson']],
  [[{}, {}], ['passwordLesson']],
  [[strict, strict], ['passwordStrict']],
  [
    [{}, strict],
    ['countiesDiffer', 'passwordStrict'],
  ],
  [
    [strict, mixed, {}],
    ['countiesDiffer', 'passwordStrictMixed'],
  ],
])('of counties that decide %j the hint is true for every choice', (counties, hints) => {
  expect(passwordHints(counties)).toEqual(hints);
});
