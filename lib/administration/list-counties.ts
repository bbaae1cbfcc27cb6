import 'server-only';
import { done, useCase } from '@/lib/kernel';
import { Nothing } from './schema';

/** The active counties by name, for the register page and for strangers of the API. */
export const listCounties = useCase({
  name: 'administration.listCounties',
  input: Nothing,
  access: 'public',
  audit: 'none',
  run: async ({ db }) =>
    done(
      await db.county.findMany({
        where: { active: true },
        select: { code: true, name: true },
        orderBy: { name: 'asc' },
      }),
    ),
});
