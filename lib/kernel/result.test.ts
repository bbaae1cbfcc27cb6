import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { done, fail, failFields, invalid } from './result';

describe('a result', () => {
  it('says what was done, or why not', () => {
    expect(done(1)).toEqual({ ok: true, value: 1 });
    expect(fail('too_many', 'errors.limits.wait', { retryAfter: 5 })).toEqual({
      ok: false,
      error: { code: 'too_many', message: 'errors.limits.wait', retryAfter: 5 },
    });
  });

  it('of a form has the first fault as its message', () => {
    expect(
      failFields({ a: ['errors.email.enter', 'errors.email.format'], b: ['errors.date.format'] }),
    ).toEqual({
      ok: false,
      error: {
        code: 'invalid',
        message: 'errors.email.enter',
        fields: { a: ['errors.email.enter', 'errors.email.format'], b: ['errors.date.format'] },
      },
    });
    expect(failFields({})).toMatchObject({ error: { message: 'errors.form.problem' } });
  });
});

describe('invalid', () => {
  const faultsOf = (schema: z.ZodType, input: unknown) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) throw new Error('expected a fault');
    return invalid(parsed.error);
  };

  it('gathers message keys by field, each once; the words of zod become a general one', () => {
    const schema = z.object({
      a: z
        .string()
        .min(5, 'errors.email.enter')
        .regex(/x/, 'errors.email.enter')
        .max(1, 'errors.email.format'),
      n: z.number(),
      deep: z.object({ x: z.array(z.string('errors.date.format')) }),
    });
    expect(faultsOf(schema, { a: 'abc', n: 'one', deep: { x: ['', 1] } })).toEqual({
      code: 'invalid',
      message: 'errors.email.enter',
      fields: {
        a: ['errors.email.enter', 'errors.email.format'],
        n: ['errors.form.wrongType'],
        'deep.x': ['errors.date.format'],
      },
    });
  });

  it('puts a fault of the whole under no name, and is not fooled by the names of a prototype', () => {
    expect(faultsOf(z.object({}), null).fields).toEqual({ '': ['errors.form.wrongType'] });
    const schema = z.record(z.string(), z.number());
    const input = JSON.parse('{"__proto__":"x","constructor":"x","toString":"x"}');
    expect(faultsOf(schema, input).fields).toMatchObject({
      constructor: ['errors.form.wrongType'],
      toString: ['errors.form.wrongType'],
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
