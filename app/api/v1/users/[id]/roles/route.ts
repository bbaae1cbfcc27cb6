import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { setUserRoles } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  PUT: apiRoute(setUserRoles, { path: { id: 'userId' } }),
});
