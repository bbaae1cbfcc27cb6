import 'server-only';
import { type LessonUser, lessonUser } from '@/lib/accounts';
import { done, fail, failFields, useCase } from '@/lib/kernel';
import { listPeople } from './people-query';
import { ListLessonUsers } from './schema';

/**
 * The lesson's `GET /auth/users`: a County Admin's own county, by page, the newest first. It is for County Admins
 * alone: a System Administrator, whose reach is every county, is refused (docs/contract.md, section 8).
 */
export const listLessonUsers = useCase({
  name: 'administration.listLessonUsers',
  input: ListLessonUsers,
  access: 'user.view',
  ofOneCounty: 'errors.access.notAllowed',
  audit: 'none',
  reads: ({ page, perPage }) => ({ entity: 'user', after: { page, perPage } }),
  run: async ({ db, actor, reach, now }, { page, perPage }) => {
    if (reach.level !== 'county' || !actor.roles.includes('County Admin'))
      return fail('forbidden', 'errors.access.notAllowed');
    const found = await listPeople(db, { actor, reach, now }, { page, perPage, sort: '-createdAt' });
    if (!found) return failFields({ page: ['errors.page.number'] });
    const total = found.total ?? 0;
    const users: LessonUser[] = found.items.map((user) =>
      lessonUser({ ...user, createdAt: new Date(user.createdAt) }),
    );
    return done({
      users,
      page,
      per_page: perPage,
      total,
      pages: Math.ceil(total / perPage),
      status: 'success' as const,
    });
  },
});
