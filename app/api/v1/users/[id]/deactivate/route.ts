import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { deactivateUser } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(deactivateUser, {
    path: { id: 'userId' },
    status: 204,
  }),
});
