import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { reactivateUser } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(reactivateUser, {
    path: { id: 'userId' },
    status: 204,
  }),
});
