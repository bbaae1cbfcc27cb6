import { noLessonRoute } from '@/lib/adapters/lesson-route';

// Addresses that answer no JSON: told so in JSON, to whoever prefers it.
export const GET = noLessonRoute;
export const POST = noLessonRoute;
export const PUT = noLessonRoute;
export const PATCH = noLessonRoute;
export const DELETE = noLessonRoute;
export const OPTIONS = noLessonRoute;
