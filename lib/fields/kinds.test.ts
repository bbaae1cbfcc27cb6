import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  aboutAnother,
  code,
  date,
  type Field,
  faultsOf,
  line,
  lineOrNone,
  password,
  personFields,
  schemasOf,
} from '.';

const asked = { label: 'people.details' } as const;
const tooLong = 'errors.filter.tooLong';

const kinds: Record<string, Field> = {
  line: line({ ...asked, max: 5, missing: 'errors.name.enter', tooLong }),
  name: personFields.firstName,
  lineOrNone: lineOrNone({ ...asked, max: 5, tooLong }),
  code: code({ ...asked, form: /^[A-Z0-9]{2,4}$/, fault: 'errors.county.code' }),
  date: date(asked),
  password: password({ ...asked, missing: 'errors.name.enter' }),
  email: personFields.email,
  phone: personFields.phoneNumber,
};

describe('a kind cleans what was typed before it judges it', () => {
  it.each([
    ['line', ' \u200bAna\ufeff ', 'Ana'],
    ['lineOrNone', '\u200b ', ''],
    ['code', ' ｐ\u200bw1', 'PW1'],
    ['date', '２０２６\u201301\u201302', '2026-01-02'],
    ['date', '', undefined],
    ['email', ' ANA@Example.ORG ', 'ana@example.org'],
    ['phone', '+1\u00a0(555)\u00a0٠١٠\u2013٢٣٤٥', '+1 (555) 010-2345'],
    // What a password is made of is its owner's: two that look alike are two.
    ['password', ' ｐ\u200bw ', ' ｐ\u200bw '],
  ])('%s: %j is taken as %j', (kind, typed, taken) => {
    expect(kinds[kind]?.schema.parse(typed)).toBe(taken);
  });
});

it('a field lists everything that its schema finds wrong with an answer of a person', () => {
  const typed = ['', ' ', '\u200b', 'x', 'abcdefghijk', 'a\tb', 'x'.repeat(5000), '2026-02-30', '?', 'a@b'];
  for (const [name, { schema, faults }] of Object.entries(kinds))
    for (const text of typed)
      for (const { message } of schema.safeParse(text).error?.issues ?? [])
        expect(faults, `${name} of ${JSON.stringify(text).slice(0, 20)}`).toContain(message);
});

it('a form has the schema, the order and the faults of its fields', () => {
  const form = {
    code: code({ ...asked, form: /^A$/, fault: 'errors.county.code' }),
    born: date(asked),
    died: date(asked),
  };
  expect(z.object(schemasOf(form)).parse({ code: 'a', born: '2000-01-01' })).toEqual({
    code: 'A',
    born: '2000-01-01',
  });
  expect(faultsOf(form)).toEqual(['errors.county.code', 'errors.date.format']);
});

it('browsers fill in nothing about somebody else', () => {
  const filled = Object.values(aboutAnother(personFields)).map(({ autoComplete }: Field) => autoComplete);
  expect(new Set(filled)).toEqual(new Set(['off', undefined]));
});
