import { lessonRoute } from '@/lib/adapters/lesson-route';
import { listLessonUsers } from '@/lib/administration';

export const GET = lessonRoute(listLessonUsers, {
  input: ({ query }) => ({ page: query.page, perPage: query.per_page }),
  body: (page) => page,
});
