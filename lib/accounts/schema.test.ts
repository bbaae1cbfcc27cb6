/// <reference types="vite/client" />
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { invalid } from '@/lib/kernel/result';
import { en, es } from '@/messages';
import * as accounts from './schema';

type Schema = z.ZodObject<Record<string, z.ZodType>>;
const isObjectSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && 'shape' in value;

/** Of every domain. What is called Body, View or Page describes what leaves, and parses nothing that a caller sent. */
const files = import.meta.glob<Record<string, unknown>>('../*/**/schema.ts', { eager: true });
const schemas = Object.entries(files)
  .flatMap(([file, module]) => Object.entries(module).map(([name, schema]) => [`${file} ${name}`, schema]))
  .filter(
    (entry): entry is [string, Schema] =>
      isObjectSchema(entry[1]) && !/(Body|View|Page)$/.test(`${entry[0]}`),
  );

/** What callers send who mean no good, or whose program is broken. */
const junk: [string, unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 1],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a negative', -1],
  ['a fraction', 0.5],
  ['a huge number', 1e308],
  ['true', true],
  ['false', false],
  ['a bigint', 10n],
  ['an array', []],
  ['an array of text', ['a', 'b']],
  ['an object', {}],
  ['a query', { not: '' }],
  ['a prototype', JSON.parse('{"__proto__":{"x":1}}')],
  ['a date', new Date()],
  ['a function', () => 'x'],
  ['a symbol', Symbol('x')],
  ['empty', ''],
  ['blank', '   '],
  ['a NUL byte', 'a\u0000b'],
  ['NUL bytes', '\u0000\u0000'],
  ['control characters', '\u0001\u0008\u001b[31m'],
  ['line ends', 'a\r\nBcc: b@c.de'],
  ['a lone surrogate', 'a\ud800b'],
  ['another lone surrogate', '\udc00'],
  ['emoji', '💥🏳️‍🌈'],
  ['combining marks', `e${'\u0301'.repeat(5000)}`],
  ['right to left', '\u202eabc'],
  ['unassigned', '\uffff\ufffe'],
  ['a megabyte', 'x'.repeat(1_048_576)],
  ['a megabyte of spaces', ' '.repeat(1_048_576)],
  ['a megabyte of @', '@'.repeat(1_048_576)],
  ['a megabyte of digits', '5'.repeat(1_048_576)],
  ['a megabyte that NFKC makes longer', '\ufdfa'.repeat(300_000)],
  ['SQL', '\'; drop table "User"; --'],
  ['HTML', '<script>alert(1)</script>'],
  ['a template', '{{7*7}}'],
  ['a path', '../../etc/passwd'],
  ['JSON', '{"a":1}'],
  ['many parentheses', '('.repeat(50_000)],
  ['a phone that never ends', `${'1 '.repeat(50_000)}x`],
];

/** What every schema takes: it looks at its own fields alone. */
const sound = {
  email: 'a@b.org',
  password: 'x',
  passwordConfirm: 'x',
  newPassword: 'y',
  newPasswordConfirm: 'y',
  firstName: 'Ana',
  lastName: 'Diaz',
  county: 'ALD',
  token: 'A'.repeat(43),
  sessionId: 'x',
  userId: 'x',
  version: 1,
  language: 'en',
  locale: 'en',
};

const keyExists = (catalogue: unknown, key: string) =>
  typeof key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], catalogue) ===
  'string';

/** Parses as the kernel does; answers the faults, none when it fits. */
function faultsOf(schema: Schema, input: unknown): Record<string, string[]> {
  const parsed = schema.safeParse(input);
  return parsed.success ? {} : (invalid(parsed.error).fields ?? {});
}

describe.each(schemas)('%s', (_name, schema) => {
  const fields = Object.keys(schema.shape);

  it.each(junk)(
    '%s in any field, or in the place of the whole, never throws; every message exists in both languages',
    (_kind, value) => {
      const inputs = [
        value,
        Object.fromEntries(fields.map((field) => [field, value])),
        ...fields.map((field) => ({ [field]: value })),
      ];
      const start = process.cpuUsage();
      for (const input of inputs) {
        for (const [field, keys] of Object.entries(faultsOf(schema, input))) {
          expect(['', ...fields]).toContain(field.split('.')[0]);
          expect(keys.length).toBeGreaterThan(0);
          for (const key of keys) {
            expect(keyExists(en, key), key).toBe(true);
            expect(keyExists(es, key), key).toBe(true);
          }
        }
      }
      // Milliseconds of a core, for all of them: no field is slow to refuse.
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
    },
  );

  it('what fits can be stored: no control character, no half character, not without end', () => {
    for (const field of fields) {
      // A password is hashed and never stored; of the text of a file, each cell is looked at by itself.
      if (/password/i.test(field) || field === 'text') continue;
      for (const [kind, value] of junk) {
        const parsed = schema.safeParse({ ...sound, [field]: value });
        const kept = parsed.success ? parsed.data[field] : undefined;
        if (typeof kept !== 'string') continue;
        expect(/\p{Cc}|\p{Surrogate}/u.test(kept), `${field}: ${kind}`).toBe(false);
        expect(kept.length).toBeLessThan(5000);
      }
    }
  });

  it('unknown fields are dropped', () => {
    const dangerous = { countyId: 'x', roles: ['County Admin'], active: true, id: 'x', passwordHash: 'x' };
    const extra = Object.entries(dangerous).filter(([name]) => !(name in schema.shape));
    // Neither kept nor refused: a schema that does either says what becomes of the rest.
    expect(schema.def.catchall).toBeUndefined();
    const parsed = schema.safeParse({ ...sound, ...Object.fromEntries(extra) });
    for (const [name] of extra) expect(parsed.data ?? {}).not.toHaveProperty(name);
  });
});

describe('single fields', () => {
  const one = (schema: Schema, field: string, value: unknown) => {
    const parsed = schema.safeParse({ email: 'a@b.org', password: 'x', version: '1', [field]: value });
    return parsed.success ? parsed.data[field] : invalid(parsed.error).fields?.[field];
  };
  const register = accounts.Register as unknown as Schema;
  it.each([
    ['email', ' A@B.org ', 'a@b.org'],
    ['email', '', ['errors.email.enter']],
    ['email', '   ', ['errors.email.enter']],
    ['email', undefined, ['errors.email.enter']],
    ['email', 'a@b', ['errors.email.format']],
    ['email', 'a@b.org, c@d.org', ['errors.email.format']],
    ['password', '', ['errors.password.enter']],
    ['password', ' ', ' '],
    ['password', '  both ends  ', '  both ends  '],
    ['passwordConfirm', 'y', ['errors.password.different']],
    ['passwordConfirm', 'x', 'x'],
    ['firstName', '  Ana  ', 'Ana'],
    ['firstName', 'e\u0301', '\u00e9'],
    ['firstName', 'x'.repeat(100), 'x'.repeat(100)],
    ['firstName', 'x'.repeat(101), ['errors.firstName.tooLong']],
    ['firstName', '𐐀'.repeat(100), '𐐀'.repeat(100)],
    ['firstName', 'a\nb', ['errors.form.characters']],
    ['email', '\u202aAna@Example.org\u202c', 'ana@example.org'],
    ['firstName', '\u200b', ''],
    ['firstName', '\u3164', ''],
    ['firstName', '\u2800 \u00a0', ''],
    ['firstName', '...', ['errors.name.letter']],
    ['firstName', '\u0301', ['errors.name.letter']],
    ['firstName', '💥', ['errors.name.letter']],
    ['firstName', '李', '李'],
    ['firstName', 'می\u200cنا', 'می\u200cنا'],
    ['phoneNumber', '\u202a+1 555 010 1234\u202c', '+1 555 010 1234'],
    ['phoneNumber', '+1\u2011555\u2013010\u22121234', '+1-555-010-1234'],
    ['lastName', "O'Neil-d'Ávila", "O'Neil-d'Ávila"],
    ['phoneNumber', '', ''],
    ['phoneNumber', ' (555) 010-0199 ', '(555) 010-0199'],
    ['phoneNumber', '+1 555.010.0199 ext. 12', '+1 555.010.0199 ext. 12'],
    ['phoneNumber', '555-0100', '555-0100'],
    ['phoneNumber', '1234', ['errors.phoneNumber.format']],
    ['phoneNumber', '----------', ['errors.phoneNumber.format']],
    ['phoneNumber', 'call me', ['errors.phoneNumber.format']],
    ['county', 'x'.repeat(21), ['errors.county.choose']],
  ])('register %s %j: %j', (field, value, expected) => {
    expect(one(register, field, value)).toEqual(expected);
  });

  it('a form asks for more than a program must say', () => {
    expect(faultsOf(accounts.RegisterForm as unknown as Schema, {})).toEqual({
      email: ['errors.email.enter'],
      password: ['errors.password.enter'],
      firstName: ['errors.name.enter'],
      lastName: ['errors.name.enter'],
      county: ['errors.county.choose'],
      passwordConfirm: ['errors.password.enterAgain'],
    });
    expect(faultsOf(accounts.Register as unknown as Schema, {})).toEqual({
      email: ['errors.email.enter'],
      password: ['errors.password.enter'],
    });
  });

  it.each([
    ['1', 1],
    [7, 7],
    ['0', null],
    ['-1', null],
    ['1.5', null],
    ['', null],
    ['x', null],
    [2 ** 31, null],
    ['2147483647', 2_147_483_647],
  ])('a version %j: %j', (version, expected) => {
    const parsed = accounts.PatchProfile.safeParse({ version });
    expect(parsed.success ? parsed.data.version : null).toBe(expected);
  });

  it('the profile form needs names, a patch does not', () => {
    expect(Object.keys(faultsOf(accounts.UpdateProfile as unknown as Schema, { version: 1 })).sort()).toEqual(
      ['firstName', 'lastName', 'locale'],
    );
    expect(faultsOf(accounts.PatchProfile as unknown as Schema, { version: 1 })).toEqual({});
  });
});
