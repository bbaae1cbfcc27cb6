import { expect, it } from 'vitest';
import { z } from 'zod';
import { secret, secretFields } from './secret';

it('a field is secret by what it takes, however it is wrapped', () => {
  const password = secret(z.string().min(1));
  const form = z
    .object({
      password,
      optional: password.optional(),
      byDefault: password.default(''),
      refined: password.refine(() => true),
      changed: password.transform((text) => text.trim()),
      before: z.preprocess((sent) => sent, password),
      nullable: password.nullable().optional(),
      code: z.string(),
      passwordPolicy: z.enum(['inherit', 'strict']),
    })
    .refine(() => true);
  const names = ['password', 'optional', 'byDefault', 'refined', 'changed', 'before', 'nullable'];
  expect([...secretFields(form)]).toEqual(names);
  expect([...secretFields(form.transform((value) => value))]).toEqual(names);
});

it('no schema and no object have none', () => {
  expect(secretFields(undefined).size).toBe(0);
  expect(secretFields(secret(z.string())).size).toBe(0);
});

it('the mark is not in what the API document is made of', () => {
  expect(JSON.stringify(z.toJSONSchema(z.object({ password: secret(z.string()) })))).not.toMatch(/secret/i);
});
