import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { signOutUser } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(signOutUser, { path: { id: 'userId' }, status: 204 }),
});
