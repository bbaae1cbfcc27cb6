import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { setUserDepartments } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  PUT: apiRoute(setUserDepartments, { path: { id: 'userId' } }),
});
