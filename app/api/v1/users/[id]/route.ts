import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { getUser, updateUser } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getUser, { path: { id: 'userId' } }),
  PATCH: apiRoute(updateUser, { path: { id: 'userId' } }),
});
