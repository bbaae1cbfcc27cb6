import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { createRole, listRoles } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listRoles, { input: ({ query }) => query }),
  POST: apiRoute(createRole, { input: ({ body }) => body, status: 201 }),
});
