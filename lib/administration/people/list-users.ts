import 'server-only';
import { type Db, done, fail, failFields, useCase } from '@/lib/kernel';
import { pageSet } from '@/lib/shared/paging';
import { UserBody } from '@/lib/shared/user-body';
import { findUser, listPeople } from './people-query';
import { type PeopleFilter, PersonOnly, peopleList, UserPage } from './schema';

/** The filters that are set: what a list of people was asked for, for the trail. */
export function filtersSet(filter: PeopleFilter): Record<string, unknown> {
  const { q, role, department, county, active, confirmed, twoFactor, invited } = filter;
  const all = { q, role, department, county, active, confirmed, twoFactor, invited };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''));
}

/** The county that a filter names, for who looks at every one: its trail tells of the reading. Null: none in particular. */
export async function countyNamed(db: Db, code: string | undefined): Promise<string | null> {
  if (!code) return null;
  const county = await db.county.findUnique({ where: { code: code.toUpperCase() }, select: { id: true } });
  return county?.id ?? null;
}

/** The people within reach: searched, filtered, sorted, by page or by cursor. */
export const listUsers = useCase({
  name: 'administration.listUsers',
  input: peopleList.input,
  output: UserPage,
  access: 'user.view',
  audit: 'none',
  reads: (input) => ({ entity: 'user', after: { ...filtersSet(input), ...pageSet(input) } }),
  run: async ({ db, actor, reach, now, note }, input) => {
    note({ county: await countyNamed(db, input.county) });
    const page = await listPeople(db, { actor, reach, now }, input);
    return page ? done(page) : failFields({ cursor: ['errors.page.cursor'] });
  },
});

/** One person within reach. */
export const getUser = useCase({
  name: 'administration.getUser',
  input: PersonOnly,
  output: UserBody,
  access: 'user.view',
  audit: 'none',
  reads: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async ({ db, actor, reach, now, note }, { userId }) => {
    const user = await findUser(db, { actor, reach, now }, userId);
    if (!user) return fail('not_found', 'errors.user.gone');
    note({ county: user.county?.id ?? null });
    return done(user);
  },
});
