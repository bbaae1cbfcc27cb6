import { listLessonUsers } from '@/lib/administration';
import { lessonRoute } from '@/lib/kernel/lesson-route';

export const GET = lessonRoute(listLessonUsers, {
  input: ({ query }) => ({ page: query.page, perPage: query.per_page }),
  body: (page) => page,
});
