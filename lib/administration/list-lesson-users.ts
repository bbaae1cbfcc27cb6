import 'server-only';
import { type LessonUser, lessonUser } from '@/lib/accounts';
import { done, fail, useCase } from '@/lib/kernel';
import { ListLessonUsers } from './schema';

/**
 * The lesson's `GET /auth/users`: a County Admin's own county, by page, the newest first. It is for County Admins
 * alone: a System Administrator, whose reach is every county, is refused (CONTRACT section 8).
 */
export const listLessonUsers = useCase({
  name: 'administration.listLessonUsers',
  input: ListLessonUsers,
  access: 'user.view',
  audit: 'none',
  run: async ({ db, reach }, { page, perPage }) => {
    if (reach.level !== 'county') return fail('forbidden', 'errors.access.notAllowed');
    const [total, rows] = [
      await db.user.count({ where: reach.users }),
      await db.user.findMany({
        where: reach.users,
        omit: { passwordHash: true, securityStamp: true },
        include: { roles: { select: { role: { select: { name: true } } } } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        skip: (page - 1) * perPage,
        take: perPage,
      }),
    ];
    const users: LessonUser[] = rows.map((row) =>
      lessonUser({ ...row, roles: row.roles.flatMap(({ role }) => role?.name ?? []).sort() }),
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
