import 'server-only';

export { deactivateUser, reactivateUser } from './deactivate-user';
export { getPortalCounty, type PortalCounty } from './get-portal-county';
export { listCounties } from './list-counties';
export { listLessonUsers } from './list-lesson-users';
