import { setUserRoles } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  PUT: apiRoute(setUserRoles, { input: ({ params, body }) => ({ ...body, userId: params.id }) }),
});
