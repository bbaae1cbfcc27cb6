import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { inviteUser, listUsers } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listUsers),
  POST: apiRoute(inviteUser, { status: 201 }),
});
