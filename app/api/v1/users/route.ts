import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { inviteUser, listUsers } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listUsers, { input: ({ query }) => query }),
  POST: apiRoute(inviteUser, { input: ({ body }) => body, status: 201 }),
});
