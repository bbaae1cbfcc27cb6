import { z } from 'zod';

/** A person, as API v1 and the pages see one, oneself and others alike: docs/contract.md, section 8, API bodies. */
export const UserBody = z
  .object({
    id: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    fullName: z.string(),
    phoneNumber: z.string().nullable(),
    address: z.string().nullable(),
    active: z.boolean(),
    confirmedAt: z.iso.datetime().nullable(),
    locale: z.string(),
    county: z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable(),
    departments: z.array(z.object({ id: z.string(), code: z.string(), name: z.string() })),
    roles: z.array(z.string()),
    loginCount: z.int(),
    lastLoginAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    version: z.int(),
  })
  .meta({ id: 'User' });
export type UserBody = z.output<typeof UserBody>;
